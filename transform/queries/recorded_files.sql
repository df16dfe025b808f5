-- recorded_files: the files of records that a count read, by the number of its journal entry.
select f.record_table, f.file_name, f.sha256, f.bytes
from mart_recorded_file f
where f.seq = ?
order by f.record_table asc nulls first, f.file_name asc nulls first
