"""`python -m diachi` is the same door as the command `diachi`."""

from diachi.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
