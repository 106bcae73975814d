"""Money is whole fen. Yuan appear only where people read or type them."""

from decimal import MAX_PREC, Context, Decimal, InvalidOperation

from django.utils.translation import gettext as _

from niudai.kernel.refused import Refused

LARGEST = 15  # the power of ten of the first digit: what a column of fen can hold
EXACT = Context(prec=MAX_PREC)


def fen(yuan: Decimal | str) -> int:
    """Yuan with at most two decimals as whole fen; anything finer is refused, never rounded."""
    try:
        amount = Decimal(yuan)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise Refused(_("“%(text)s” is not an amount of money.") % {"text": yuan})
    if amount.adjusted() > LARGEST:
        raise Refused(_("The amount is too large: %(text)s.") % {"text": yuan})
    amount = amount.scaleb(2, EXACT)
    if amount != amount.to_integral_value():
        raise Refused(_("An amount has at most two decimals: %(text)s.") % {"text": yuan})
    return int(amount)


def yuan(amount_fen: int) -> str:
    """12345678 fen as “123,456.78”."""
    return f"{Decimal(amount_fen) / 100:,.2f}"


def exact(amount_fen: int) -> str:
    """Yuan as the rulebook reads them: 1234.50."""
    return yuan(amount_fen).replace(",", "")
