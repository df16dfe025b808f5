-- mart_quality: doubts that compare orgs or series, each with its evidence. A
-- row asks for a person's look and says nothing about who is right. A doubt that
-- a person accepted stays accepted as long as it says the same, until the day named.
with doubts as (
    select * from int_doubt_copy_other
    union all select * from int_doubt_peers_unit
    union all select * from int_doubt_copy_previous
    union all select * from int_doubt_last_digit
    union all select * from int_doubt_above_target
    union all select * from int_doubt_jump
    union all select * from int_doubt_equal_sources
    union all select * from int_doubt_inspection
    union all select * from int_doubt_recorded
),
named as (
    select d.*, finding_id(concat(d.test, '|', d.org, '|', d.period, '|', d.element, '|', d.indicator, '|', d.other_org, '|', d.proof)) as finding
    from doubts d
)
select
    d.programme, d.sample, d.org, d.period, d.test, d.finding, d.reporter, d.element, d.indicator, d.other_org, d.sheet, d.cell,
    d.evidence_zh, d.evidence_en,
    w.finding is not null as waived,
    coalesce(w.waived_by, '') as waived_by,
    coalesce(w.waived_reason, '') as waived_reason,
    w.waived_until
from named d
left join int_waiver w on d.finding = w.finding
