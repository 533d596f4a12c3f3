"""What was read of a file, in words: no report is empty."""

from engine.periods import occasion_named
from engine.pipeline.checked import CheckedFile


def read_sentence(file: CheckedFile) -> str:
    """What was read of a file, so that no report is empty."""
    read = file.read
    if not file.is_readable:
        return "Läst: ingenting."
    return (
        f"Läst: {read.flikar} flikar, {read.celler} celler; {read.fel_celler} med felvärde, "
        f"{read.utan_cache} formler utan sparat värde."
    )


def clean_sentence(file: CheckedFile) -> str:
    """What is said of a file without findings."""
    if not file.is_readable:
        return "Filen gick inte att läsa."
    if not file.is_blank:
        return "Inga anmärkningar."
    which = f"Ingen av flikarna för {occasion_named(file.occasion).title.lower()}" if file.occasion else "Ingen flik"
    return f"{which} är ifylld än; inget fanns att kontrollera."
