"""How strongly words bind one body: outside the issuer's command the strongest force is a request.

Source: Bình Gia 4/2024, closing sentence ("yêu cầu các cơ quan, đơn vị; đề nghị UBMTTQ ..., Hội Doanh nghiệp").
"""

from __future__ import annotations

from diachi.core.agency import Command
from diachi.core.clauses import Force


def binding_force(said: Force, command: Command | None) -> Force:
    """Give the force of a clause for a body; a body whose command is not known is not ordered."""
    if said is Force.REQUIRED and command is not Command.OWN:
        return Force.REQUESTED
    return said
