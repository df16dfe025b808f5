-- # write a file
copy mart_x to 'BASE/out.csv'
copy (select * from mart_x) to 'BASE/out.parquet' (format parquet)
copy mart_x to '/dev/stdout'
copy mart_x to 'out.csv'
-- # read a file into a table
copy mart_x from 'SECRET'
copy from database memory to other
-- # attach a database
attach 'BASE/x.db' as x
attach ':memory:' as x
attach 'SECRET' as x (type sqlite)
detach memory
-- # change the database or schema
use memory.main
use temp
-- # extensions
install httpfs
force install spatial from 'http://127.0.0.1:1/'
load httpfs
load 'BASE/x.duckdb_extension'
update extensions
-- # read_csv
select * from read_csv('SECRET')
select * from read_csv_auto(['SECRET'])
select * from sniff_csv('SECRET')
-- # read_text and read_blob
select * from read_text('SECRET')
select content from read_text('ORIGINAL')
select * from read_blob('/proc/self/environ')
select * from read_text('BASE/office/marts/../originals/a.csv')
-- # read_json
select * from read_json('SECRET')
select * from read_ndjson_objects('SECRET')
-- # read_parquet and what a Parquet file says of itself
select * from read_parquet('SHEET')
select * from parquet_scan('SHEET')
select * from parquet_metadata('SHEET')
select * from parquet_schema('SHEET')
select * from parquet_kv_metadata('SHEET')
select * from parquet_file_metadata('SHEET')
-- # glob
select * from glob('BASE/*')
select * from glob('/etc/*')
-- # other readers
select * from read_xlsx('SECRET')
select * from st_read('SECRET')
select * from sqlite_scan('SECRET', 't')
select * from postgres_scan('host=127.0.0.1', 'public', 't')
select * from read_duckdb('BASE/x.db')
select * from arrow_scan(1, 2, 3)
-- # file paths as tables
select * from 'SECRET'
select * from "SECRET"
select * from 'SHEET'
from 'SECRET'
table 'SECRET'
select * from 'office/originals/a.csv'
select * from '../secret.csv'
select * from 'BASE/*.csv'
select * from main."SECRET"
select * from "file://SECRET"
describe select * from 'SECRET'
summarize 'SECRET'
-- # addresses as tables
select * from 'https://127.0.0.1:1/x.parquet'
select * from 's3://bucket/x.parquet'
select * from read_csv('http://127.0.0.1:1/x.csv')
-- # SET and RESET
set enable_external_access = true
set global lock_configuration = false
set allowed_directories = ['/']
set home_directory = '/'
set variable a = 1
reset enable_external_access
reset all
-- # PRAGMA
pragma enable_external_access
pragma database_list
pragma version
pragma table_info('mart_x')
pragma enable_profiling = 'query_tree'
-- # CALL
call enable_logging()
call pragma_version()
call force_checkpoint()
-- # CREATE
create table t as select 1
create or replace view mart_x as select 1 as name
create temp view v as select 1
create macro f(a) as a
create macro f(a) as table select * from read_text(a)
create schema s
create sequence s
create type e as enum ('a')
create index i on mart_x (name)
create secret s (type s3)
create persistent secret s (type s3)
-- # DROP and ALTER
drop view mart_x
alter view mart_x rename to y
comment on view mart_x is 'x'
-- # INSERT, UPDATE, DELETE, MERGE, TRUNCATE
insert into mart_x values ('x')
update mart_x set name = 'x'
delete from mart_x
truncate mart_x
merge into mart_x using (select 1 as a) b on true when matched then delete
-- # EXPORT and IMPORT
export database 'BASE/out'
import database 'BASE/out'
-- # several statements
select 1; select 2
select 1; copy mart_x to 'BASE/out.csv'
select 1;\ncopy mart_x to 'BASE/out.csv';
; select 1; select 2;
-- # transactions and upkeep
begin
commit
checkpoint
vacuum
analyze
-- # PREPARE, EXECUTE, EXPLAIN
prepare p as select 1
execute p
deallocate p
explain select * from mart_x
explain analyze copy mart_x to 'BASE/out.csv'
-- # the environment
select getenv('YIGAI_SECRET')
select * from read_text('/proc/self/cmdline')
select getvariable('a')
-- # settings as values
select current_setting('allowed_directories')
select name from mart_x where current_setting('temp_directory') <> ''
select CURRENT_SETTING('home_directory')
select "current_setting"('threads')
select system.main.current_setting('allowed_directories')
-- # what the engine knows of itself
select * from duckdb_secrets()
select * from duckdb_settings()
select * from duckdb_databases()
select * from duckdb_tables()
select * from duckdb_temporary_files()
select * from which_secret('s3://x', 's3')
select * from pragma_database_list()
select * from information_schema.tables
select * from pg_catalog.pg_tables
select * from sqlite_master
show tables
show all tables
-- # SQL in a text
select * from query('select 1')
select * from query_table('SECRET')
select * from query_table(['SECRET', 'mart_x'])
select * from json_execute_serialized_sql(json_serialize_sql('select 1'))
select * from sql_auto_complete('select')
-- # hidden deeper down
select * from mart_x where name = (select content from read_text('SECRET'))
select * from mart_x where exists (select 1 from 'SECRET')
with a as (select * from 'SECRET') select * from a
with recursive a as (select name from 'SECRET' union all select name from a) select * from a
select * from mart_x, lateral (select * from read_text('SECRET')) t
select name from mart_x union all select content from read_text('SECRET')
select (select max(content) from read_text('SECRET')) as a
select * from mart_x order by (select content from read_text('SECRET'))
select * from mart_x positional join 'SECRET'
select * from mart_x asof join 'SECRET' s on mart_x.name >= s.name
pivot 'SECRET' on name
unpivot 'SECRET' on name
select unnest((select list(content) from read_text('SECRET')))
select * from unnest((select list(content) from read_text('SECRET')))
select list_transform([1], x -> (select content from read_text('SECRET')))
with a as materialized (copy mart_x to 'BASE/out.csv') select 1
-- # names that stand for two things
select * from (with "SECRET" as (select 1 as a) select * from "SECRET") x, "SECRET" y
with "SECRET" as (select * from "SECRET") select * from "SECRET"
with mart_x as (select * from 'SECRET') select * from mart_x
select * from (with "SHEET" as (select 1) select 2) x, "SHEET" y
-- # comments
/* select 1 */ copy mart_x to 'BASE/out.csv'
select 1 /* ; */ ; -- \n copy mart_x to 'BASE/out.csv'
select * from /* mart_x */ 'SECRET'
select * from mart_x -- \n, 'SECRET'
/*/**/ select * from 'SECRET' /**/*/
-- # look-alikes and odd characters
select * from read_text(＇SECRET＇)
ｓｅｌｅｃｔ * from read_text('SECRET')
select * from read_​text('SECRET')
select * from read_text('SECRET')
select * from ‘SECRET’
select 1； copy mart_x to 'BASE/out.csv'
select * from U&"\0053ECRET"
select * from "read_text"('SECRET')
select * from READ_TEXT('SECRET')
select * from system.main.read_text('SECRET')
select 1\0; copy mart_x to 'BASE/out.csv'
select * from mart_x where name = $1
select * from mart_x where name = ?
-- # nothing, and no SELECT
;
-- only a comment
values
select
-- # parameters and odd statements
show databases
refresh materialized view mart_x
grant all on mart_x to public
declare c cursor for select 1
lock table mart_x
notify x
