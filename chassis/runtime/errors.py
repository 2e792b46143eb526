"""The one kind of failure that a person who starts Troncal is expected to meet."""

import errno


class CannotStart(Exception):
    """Something outside the program must change first; the text is one sentence that says what.

    The command line prints it without a traceback and exits with :attr:`exit_code`.
    """

    exit_code = 1


def explain(error: OSError, doing: str) -> CannotStart:
    """Turn an operating system's refusal into one sentence: what was tried and what to change."""
    place = f" ({error.filename})" if error.filename else ""
    advice = {
        errno.ENOSPC: "the disk is full; free some space and start again",
        errno.EDQUOT: "the disk quota is used up; free some space and start again",
        errno.EACCES: "permission denied; use a folder that this user may write to",
        errno.EPERM: "not permitted for this user",
        errno.EROFS: "the file system is read only; choose another folder with TRONCAL_RUN_DIR",
        errno.EADDRINUSE: "the port is taken; choose another with TRONCAL_PORT",
        errno.ENOMEM: "there is not enough memory",
    }.get(error.errno or 0, error.strerror or str(error))
    return CannotStart(f"Cannot {doing}{place}: {advice}.")


def explain_output(output: str, doing: str, otherwise: str) -> CannotStart:
    """The same for a program that only left text behind: find the known reasons in its output."""
    lowered = output.lower()
    if "no space left on device" in lowered or "disk quota exceeded" in lowered:
        return CannotStart(f"Cannot {doing}: the disk is full; free some space and start again.")
    if "permission denied" in lowered:
        return CannotStart(f"Cannot {doing}: permission denied ({last_line(output)}).")
    if "cannot allocate memory" in lowered or "could not map anonymous shared memory" in lowered:
        return CannotStart(f"Cannot {doing}: there is not enough memory.")
    return CannotStart(f"Cannot {doing}: {otherwise}{_quoted(output)}.")


def last_line(output: str) -> str:
    """The last line with something in it, shortened to what fits a sentence."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""


def _quoted(output: str) -> str:
    line = last_line(output)
    return f" (it said: {line.rstrip('.')})" if line else ""
