"""Every fault point of the chassis, by the kind of process that passes it."""

RELAY = (
    "relay.before_publish",
    "relay.after_publish",
    "relay.after_confirm",
    "relay.after_mark",
)
CONSUMER = (
    "consumer.before_transaction",
    "consumer.in_transaction",
    "consumer.before_commit",
    "consumer.after_commit",
    "consumer.after_ack",
)
LOCAL = ("local.before_store", "local.after_store")
DOOR = (
    "web.before_commit",
    "database.before_commit",
    "database.after_commit",
    "web.after_commit",
    "web.before_answer",
    "notifier.before_notify",
    "notifier.after_notify",
    "wake.before_send",
    "wake.after_send",
)
JOBS = ("job.before_run", "job.after_run", "scheduler.before_sweep", "scheduler.after_sweep")
MIGRATION = ("migration.before_commit", "migration.after_commit")

CHASSIS = frozenset({*RELAY, *CONSUMER, *LOCAL, *DOOR, *JOBS, *MIGRATION})
"""What `test_kills` and `test_every_kind` kill at. The services' own points have tests there."""
