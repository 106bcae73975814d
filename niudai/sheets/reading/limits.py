"""How much a workbook may ask of this machine. Far above any real roster, far below a bomb."""

MIB = 1024 * 1024

FILE = 256 * MIB  # bytes of the file as it came
UNPACKED = 2048 * MIB  # bytes of everything inside; 700,000 rows of 20 columns are 670 MiB
RATIO = 150  # unpacked to packed; spreadsheets reach ten or thirty
SMALL = 8 * MIB  # what unpacks to less may have any ratio
MEMBERS = 2_000  # files inside the zip
COLUMNS = 702  # up to ZZ
CELLS = 60_000_000  # rows times columns of the used area: what a reader must make room for
ERRORS = 100_000  # cells that show an error of Excel
MEMORY = 2048 * MIB  # address space of the reading process
SECONDS = 240  # of the processor, for one file

HEAD_ROWS = 40  # what is looked at to find the heading, with a few rows beneath it
HEAD_SHEETS = 12  # sheets looked at; nobody chooses among more
BATCH = 5_000  # rows in one message to the parent
CSV_FIELD = MIB  # characters in one cell of a text file
