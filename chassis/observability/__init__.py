"""What a running process says about itself: log lines, metrics and traces.

Nothing here knows a service. Each module is configured once per process, by the runtime, after the
last fork; until then every function works and says nothing to the outside.
"""
