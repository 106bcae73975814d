"""Cases of a union's life: set up, elected anew, registered, merged or dissolved."""

from niudai.formation.models.ending import Ending, EndingStage
from niudai.formation.models.formation import Candidate, Formation, Preparer, Stage
from niudai.formation.models.registration import Registration, RegistrationStage

__all__ = [
    "Candidate",
    "Ending",
    "EndingStage",
    "Formation",
    "Preparer",
    "Registration",
    "RegistrationStage",
    "Stage",
]
