-- mart_recorded_file: the files of single records that figures were counted from.
-- They stay where they are; what is known of them is their hash.
select f.programme, f.sample, f.seq, f.record_table, f.file_name, f.sha256, f.bytes
from fact_recorded_files f
join int_decision d on f.seq = d.seq
