"""The proof that nobody sees or changes what lies outside their place.

Every address × every method × every role × {own place, beneath, a neighbour's, above} is asked
of the running program and compared with an oracle. `niudai prove-access` runs it on the installed
program, `tests/access/test_matrix.py` runs the same on every build.
"""

from niudai.office.proof.judging import Leak
from niudai.office.proof.proving import Proof, prove

__all__ = ["Leak", "Proof", "prove"]
