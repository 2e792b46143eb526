"""The one table of limits: time, size and number that the product allows itself.

Manifests, servers and tests read these; a number that limits something stands nowhere else.
Times are seconds unless the name says otherwise.
"""

# HTTP between services
CONNECT_TIMEOUT = 0.5
READ_TIMEOUT = 5.0
COMPOSED_READ_TIMEOUT = 2.0
SAFE_RETRIES = 2
BREAKER_FAILURES = 5
BREAKER_RESET = 5.0
REQUEST_SECONDS = 30.0
MAX_BODY_BYTES = 1_048_576
MAX_UPLOAD_BYTES = 64 * 1_048_576

# Tokens
ACCESS_TOKEN_LIFE = 900
INTERNAL_TOKEN_LIFE = 30
INTERNAL_TOKEN_CACHE = 10
SESSION_CACHE = 2.0
REFRESH_TOKEN_LIFE = 30 * 86_400
REFRESH_GRACE = 20
IDEMPOTENCY_LIFE = 48 * 3_600

# Database
WEB_STATEMENT_TIMEOUT_MS = 5_000
WEB_LOCK_TIMEOUT_MS = 2_000
REACTION_STATEMENT_TIMEOUT_MS = 10_000
REACTION_LOCK_TIMEOUT_MS = 2_000
JOB_STATEMENT_TIMEOUT_MS = 60_000
DATABASE_SILENCE_MS = 20_000  # sent and not acknowledged by the other machine's kernel
POOL_SIZE = 5
POOL_OVERFLOW = 10
POOL_WAIT = 3.0

MIGRATION_WAIT = 120.0  # how long a process that may not migrate waits for who may

# Events
RELAY_WINDOW = 1_000
RELAY_POLL = 0.2  # while the bus is away, or another relay active
RELAY_IDLE = 1.0  # what a lost wake-up costs
CONFIRM_TIMEOUT = 15.0
CONSUMER_BATCH = 500
LOCAL_BATCH = 20  # without a broker, where whoever serves requests shares the machine
CONSUMER_PREFETCH = 1_500
HANDLER_WATCHDOG = 30.0
RETRY_DELAYS = (1, 5, 30, 120, 600)
CRASH_ATTEMPTS = 3
TRANSIENT_RETRIES = 3
OUTBOX_KEEP_DAYS = 7
INBOX_KEEP_DAYS = 30
DECISIONS_KEEP_DAYS = 365  # who dropped a fact, when and why
QUEUE_DELIVERY_LIMIT = 1_000

# Live stream
STREAM_HEARTBEAT = 15.0
STREAM_RECHECK = 2.0
MAX_STREAMS = 500

# Web server
WEB_THREADS = 16
WEB_WORKERS = 1
MAX_WEB_WORKERS = 64
MAX_CONNECTIONS = 2_000  # of one worker process
REQUEST_LINE_BYTES = 8_190
REQUEST_HEADERS = 100
REQUEST_HEADER_BYTES = 8_190
DOOR_IDLE = 15  # a browser's or proxy's connection between requests, and until a head is whole
INSIDE_IDLE = 75  # the gateway's connection to a service: longer than it lies in its pool
STALLED_CLIENT = 30.0  # a client that neither takes nor sends a byte
IDLE_LINGER = 2.0  # how long a stopping worker still listens to connections between requests
DRAIN = 20.0
CLOSE = 5.0  # after the last answer: connections, exporters, pools

# Requests before other work, where two processes share a small machine
BACKGROUND_STEP = 0.05  # longest that a statement steps aside for requests
BACKGROUND_LINGER = 0.002  # so long after a request it waits for the next one of a quick client
BACKGROUND_PASS = 0.1  # under load one transaction begins so often
PRECEDENCE = 0.25  # a request that has run for longer no longer goes first
REQUESTS_OF_LOAD = 10  # so many within that time are a load

# Jobs
JOB_THREADS = 4
WAKES_WAITING = 10_000
SCHEDULER_RETRY = 2.0

# Records
LIST_LIMIT_DEFAULT = 50
LIST_LIMIT_MAX = 200
OFFSET_MAX = 10_000
EXACT_COUNT_MAX = 10_000
COUNT_CACHE = 10.0
GRANTS_COLLECTED = 2_000

# Imports
IMPORT_CHUNK = 1_000  # rows of one transaction
IMPORT_LEASE = 20.0  # after so long without a chunk another worker goes on
IMPORT_ATTEMPTS = 6  # of one chunk, when others are in its way
IMPORT_READ_AT_ONCE = 8 * 1_048_576  # a larger file is read by the job, not while somebody waits
IMPORT_PREVIEW_ROWS = 50

# Exports
EXPORT_PAGE = 500  # rows that are in memory at a time
EXPORT_LEASE = 60.0  # after so long without a sign another worker begins again
EXPORT_ATTEMPTS = 3  # of one export, when its workers die
EXPORT_TELLS = 1.0  # how often a running one says how far it is
EXPORT_KEEP = 3 * 86_400  # how long its file can be fetched

# Bulk runs
BULK_CHUNK = 1_000  # records of one transaction, where they are changed all at once
BULK_CHUNK_ONE_BY_ONE = 100  # where each is changed for itself
BULK_IDS = 1_000  # ticked records of one run
BULK_LEASE = 20.0  # after so long without a chunk another worker goes on
BULK_ATTEMPTS = 6  # of one chunk, when others are in its way
BULK_KEEP = 30 * 86_400  # how long it is listed, with what it refused

# Documents and photos
DOCUMENT_BYTES = 10 * 1_048_576
DOCUMENTS_OF_A_RECORD = 500
PHOTO_BYTES = 1_048_576
PHOTO_PIXELS = 20_000_000  # before it is made small: some 150 MB while it is decoded
UNNAMED_FILE_KEEP = 3_600  # a backup reads databases first, then files, and is done by then
UNNAMED_FILES_AT_ONCE = 500

# Saved views
MOST_VIEWS = 200  # of one person, and shared ones of an organization, for one list
