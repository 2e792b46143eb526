"""What every test of the repository may ask for."""

import signal

from hypothesis import HealthCheck, settings

pytest_plugins = ["chassis.testing.fixtures"]


def pytest_configure() -> None:
    """A shell that starts the tests with `&` has Ctrl-C ignored, also in what the tests start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # no test is timed: how long an example takes is the machine's affair
    settings.register_profile(
        "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("untimed")
