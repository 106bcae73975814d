"""Pages that belong to no single capability."""

from niudai.office.views.files import attachment
from niudai.office.views.search import search
from niudai.office.views.work import my_work, my_work_export

__all__ = ["attachment", "my_work", "my_work_export", "search"]
