"""How lists call their columns, table by table."""

from __future__ import annotations

# Folded headers; the first alias is how our own templates write it. A header matches when it equals an alias, or begins
# with it ("so khau (nguoi)").
PLACE_ALIASES = {
    "hamlet": (
        "thon|thon ban|thon xom|ban|xom|to dan pho|khu pho|khoi pho|thon khu pho|thon ban khu pho|thon to dan pho"
    ),
    "commune": "xa|xa thi tran|xa phuong thi tran|xa phuong|ten xa|don vi xa|dia ban xa",
    "district": "huyen|huyen thanh pho|quan huyen",
    "province": "tinh|tinh thanh pho",
}
HOUSEHOLD_ALIASES = {
    "household_id": "ma ho dia chi|ma ho",  # the first is hidden in a returned workbook; a sender's codes are not ids
    "list_no": "stt|tt|so tt|so thu tu|stt ho",
    "head_name": "ho va ten chu ho|ho ten chu ho|chu ho|ten chu ho|ho va ten|ho ten|hovaten|ho va ten chu ho ngheo",
    "head_surname": "ho va ten dem|ho dem|ho va dem|ho va ten lot|ho lot|ho va chu dem",
    "head_given": "ten",
    "birth_day": "sinh ngay",
    "birth_month": "sinh thang",
    "head_birth": (
        "nam sinh|ngay sinh|ngay thang nam sinh|sinh nam|nam sinh chu ho|ngay thang nam sinh chu ho|ns|n sinh"
    ),
    "head_sex": "gioi tinh|gt|phai",
    "personal_id": (
        "so cccd|cccd|cccd cmnd|cmnd cccd|so cccd cmnd|so cmnd cccd|so dinh danh|so dinh danh ca nhan|cmnd|so cmnd"
    ),
    "phone": "so dien thoai|dien thoai|sdt|dt|dt lien he|so dt",
    "ethnic_group": "dan toc|thanh phan dan toc",
    "address": "dia chi|noi o|noi o hien nay",
    "status": "loai ho|dien ho|trang thai|doi tuong ho|ho ngheo can ngheo|phan loai ho",
    "list_date": "ngay danh sach|ngay lap danh sach",
    "income_points": "diem a|diem b1|diem thu nhap",
    "deprivation_points": "diem b|diem b2|diem thieu hut",
    "deprivations": "cac chi so thieu hut|chi so thieu hut|cac chi tieu thieu hut|chi tieu thieu hut",
    "persons": (
        "so khau|so nhan khau|nhan khau|tong so khau|khau|so nguoi trong ho|so khau tong so|nhan khau tong so|"
        "so nhan khau tong so|tong nhan khau"
    ),
    "able_to_work": "so lao dong|lao dong|so nguoi co kha nang lao dong|so ld|ld",
    "merit": "doi tuong ncc|doi tuong nguoi co cong|nguoi co cong|dien nguoi co cong|dien ncc|loai nguoi co cong",
    "causes": "nguyen nhan ngheo|nguyen nhan|nguyen nhan ngheo chinh",
    "will_to_escape": "co y chi vuon len|y chi vuon len|co y chi|y chi vuon len thoat ngheo|y chi thoat ngheo|y chi",
    "registered_to_escape": "dang ky thoat ngheo|da dang ky thoat ngheo",
    "needs": "nhu cau ho tro|nhu cau",
    "need_vnd": "kinh phi de nghi|nhu cau kinh phi|so tien de nghi",
    "wishes": "nguyen vong|tam tu nguyen vong",
    "village_rank": "thu tu binh xet|binh xet|xep thu tu|thu tu uu tien|ket qua binh xet",
    "village_meeting_date": "ngay hop thon|ngay hop binh xet|ngay hop",
    "minutes_no": "so bien ban|bien ban so|bien ban hop thon",
    "proposed_by_commune": "xa de xuat|xa gioi thieu",
    "other_support": "ho tro khac|chuong trinh khac|dang huong chuong trinh khac",
    **PLACE_ALIASES,
}
MEMBER_ALIASES = {
    "household_id": "ma ho dia chi|ma ho",
    "list_no": "stt ho|so thu tu ho|ho so",
    "head_name": "chu ho|ho va ten chu ho|ho ten chu ho|ten chu ho",
    "name": "ho va ten thanh vien|ho ten thanh vien|thanh vien|ten thanh vien|ho va ten",
    "birth": "nam sinh|ngay sinh|ngay thang nam sinh|nam sinh thanh vien|ns|n sinh",
    "sex": "gioi tinh|gt|phai",
    "relation": "quan he voi chu ho|quan he",
    "is_head": "la chu ho",
    "personal_id": "so cccd|cccd|so dinh danh|cmnd|so cmnd cccd|cccd cmnd|so dinh danh ca nhan|so cmnd",
    "merit": "doi tuong ncc|doi tuong nguoi co cong|nguoi co cong|dien nguoi co cong|dien ncc|loai nguoi co cong",
    "merit_relation": "quan he voi ncc|quan he voi nguoi co cong",
    "merit_benefit": "dang huong tro cap|huong tro cap",
    **PLACE_ALIASES,
}
AGENCY_ALIASES = {
    "agency_id": "ma co quan|ma don vi",
    "no": "stt|tt|so tt",
    "name": "ten co quan don vi|co quan don vi|ten co quan|ten don vi|don vi|co quan|ten co quan don vi nhan giup do",
    "kind": "loai|loai hinh|loai co quan|loai don vi|nhom",
    "block": "khoi|khoi thi dua",
    "staff": (
        "so can bo|so cbccvc|so nguoi|bien che|"
        "so luong can bo|tong so nguoi|so cbccvc nld|so cong chuc|so can bo cong chuc"
    ),
    "command": "truc thuoc|cap quan ly",
    "reach": "pham vi|pham vi nhan ho",
    "max_households": "so ho nhan toi da|so ho toi da|so ho dang ky|dang ky so ho|kha nang nhan",
    "tier_vnd": "muc ho tro|muc ho tro du kien",
    "contact_channel": "kenh lien he|lien he|dau moi lien he",
    "met_elsewhere": "da giup theo ke hoach nganh",
    "active_to": "ngay giai the|hoat dong den",
    **PLACE_ALIASES,
}
HISTORY_ALIASES = {
    "record_id": "ma dong",
    "no": "stt|tt|so tt",
    "year": "nam|nam giup do|nam nhan giup do|nam ho tro",
    "head_name": "ho ten chu ho|ho va ten chu ho|chu ho|ho duoc giup do|ho ten ho duoc giup do|ho va ten",
    "head_birth": "nam sinh|ngay sinh|nam sinh chu ho",
    "head_sex": "gioi tinh",
    "personal_id": "cccd cmnd|cmnd cccd|so cccd|cccd|so cmnd|cmnd|so cccd cmnd|so cmnd cccd|so dinh danh",
    "members": "thanh vien|cac thanh vien|thanh vien trong ho",
    "ethnic_group": "dan toc",
    "phone": "so dien thoai|dien thoai",
    "agency": (
        "co quan giup do|don vi giup do|co quan don vi giup do|"
        "co quan nhan giup do|don vi nhan giup do|co quan don vi nhan giup do"
    ),
    "support": "hinh thuc ho tro|hinh thuc|noi dung ho tro|noi dung|hinh thuc giup do|ho tro",
    "value_vnd": "gia tri|gia tri dong|so tien|tri gia|gia tri quy doi",
    "outcome": "ket qua|ghi chu ket qua",
    **PLACE_ALIASES,
}
CLUSTER_ALIASES = {
    "cluster_id": "cum|so cum|ma cum|ten cum",
    "no": "stt|tt|so tt",
    "lead": "co quan chu tri|don vi chu tri|chu tri|co quan don vi chu tri",
    "partners": "co quan phoi hop|don vi phoi hop|phoi hop|co quan don vi phoi hop|cac co quan phoi hop",
    "shares": "ty le|ty le phan chia|ti le",
    **PLACE_ALIASES,
}
PAIR_ALIASES = {
    "agency": "co quan don vi|ten co quan don vi|co quan|don vi",
    "agency_id": "ma co quan",
    "household_id": "ma ho",
    "head_name": "ho va ten chu ho|ho ten chu ho|chu ho",
    "sponsor_yes_on": "ngay co quan dong y|co quan dong y",
    "commune_yes_on": "ngay xa dong y|xa dong y",
    "household_yes_on": "ngay ho dong y|ho dong y|gia dinh dong y",
    "assigned_by": "van ban phan cong",
    "told_by": "nguoi bao|ai bao",
    "channel": "kenh",
    **PLACE_ALIASES,
}
