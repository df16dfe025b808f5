-- Settings of every engine, set once, after its limits, folders and functions.

set global TimeZone = 'UTC';

-- Files do not change while an engine runs.
set global parquet_metadata_cache = true;

-- Nothing is fetched, nothing outside the allowed folders is reached.
set global autoinstall_known_extensions = false;
set global autoload_known_extensions = false;
set global enable_external_access = false;

-- The last: from here on no setting can be changed.
set global lock_configuration = true;
