-- mart_draw: what was drawn for a check on the ground: one row per thing picked,
-- with all that repeats the draw: the seed, the hash of the list drawn from and
-- how many stood in it. Several groups drawn by one seed share the draw's id.
with sized as (
    select d.seq, count(*) as picked from fact_drawn d group by d.seq
)
select
    f.programme, f.sample, f.id,
    f.period,
    f.title as what,
    f.scheme, f.stage,
    f.org as grp,
    f.seed,
    cast(f.value as integer) as population,
    regexp_extract(f.text, '([0-9a-f]{64})', 1) as list_hash,
    cast(s.picked as integer) as count,
    p.place,
    p.pick,
    concat('从 ', plain(f.value), ' 个中抽 ', cast(s.picked as varchar), ' 个：名单按字节排序、去重，每项按“种子',
        case when f.org = '' then '' else concat('、换行、', f.org) end, '、换行、名单哈希、换行、该项”的 SHA-256 由小到大取前 ', cast(s.picked as varchar), ' 个') as method,
    concat(cast(s.picked as varchar), ' drawn from ', plain(f.value), ': the list is sorted by bytes without repetitions, and those with the smallest SHA-256 of "seed',
        case when f.org = '' then '' else concat(', line feed, ', f.org) end, ', line feed, hash of the list, line feed, item" are taken') as method_en,
    f.by, f.day, f.document, f.reason, f.seq
from int_decision f
join fact_drawn p on f.seq = p.seq
join sized s on f.seq = s.seq
where f.kind = 'drawn'
