"""What was read of a file, in words: no report is empty."""

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
    return "Inga anmärkningar." if file.occasion else "Ingen flik är ifylld än; inget fanns att kontrollera."
