-- int_doubt_inspection: orgs whose reported values were found otherwise on the
-- ground, with the share of mismatches among the values that could be checked.
-- Who checked is part of the proof: two may find the same numbers.
with counted as (
    select
        i.programme, i.sample, i.about as period, i.org, i.reporter,
        count(case when i.result in ('match', 'mismatch') then 1 end) as checked,
        count(case when i.result = 'mismatch' then 1 end) as mismatched,
        count(case when i.result = 'unverifiable' then 1 end) as unverifiable
    from mart_inspection i
    join int_period p on i.about = p.period
    group by i.programme, i.sample, i.about, i.org, i.reporter
),
shares as (
    select c.*, cast(ratio(1000 * c.mismatched, c.checked) as decimal(18, 0)) as tenths from counted c where c.mismatched > 0
)
select
    s.programme, s.sample, s.period, s.org,
    'inspection_mismatch' as test,
    s.reporter,
    '' as element,
    '' as indicator,
    '' as other_org,
    '' as sheet,
    '' as cell,
    concat(s.reporter, '|', cast(s.checked as varchar), '|', cast(s.mismatched as varchar), '|', cast(s.unverifiable as varchar)) as proof,
    concat('现场核查 ', cast(s.checked as varchar), ' 个数，', cast(s.mismatched as varchar), ' 个与报送不一致（', plain(cast(s.tenths * 0.1 as decimal(18, 1))), '%）',
        case when s.unverifiable > 0 then concat('，另有 ', cast(s.unverifiable as varchar), ' 个无法核实') else '' end) as evidence_zh,
    concat(cast(s.mismatched as varchar), ' of ', cast(s.checked as varchar), ' values checked on the ground differ from the report (', plain(cast(s.tenths * 0.1 as decimal(18, 1))), '%)',
        case when s.unverifiable > 0 then concat(', and ', cast(s.unverifiable as varchar), ' could not be verified') else '' end) as evidence_en
from shares s
