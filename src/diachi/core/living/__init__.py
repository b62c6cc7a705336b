"""The workbook that goes to a commune or a body and comes back: what it shows, and how what came back is laid in."""
