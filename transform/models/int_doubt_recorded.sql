-- int_doubt_recorded: figures reported by hand that single records do not give. What
-- was not reported at all is missing in mart_reporting and is not said again here.
select
    m.programme, m.sample, m.period, m.org,
    'recorded_differs' as test,
    m.reporter, m.element,
    '' as indicator,
    '' as other_org,
    m.sheet, m.cell,
    concat(plain(m.reported), '|', coalesce(plain(m.recorded), '')) as proof,
    concat(e.name, '报送 ', plain(m.reported), ' ', e.unit, '，', case when m.recorded is null then '明细中没有' else concat('由明细算出 ', plain(m.recorded)) end,
        '（日志第 ', cast(m.seq as varchar), ' 条）') as evidence_zh,
    concat(coalesce(nullif(e.name_en, ''), e.name), ' was reported as ', plain(m.reported), ' (', e.unit, '); the records ',
        case when m.recorded is null then 'have none' else concat('give ', plain(m.recorded)) end, ' (journal entry ', cast(m.seq as varchar), ')') as evidence_en
from mart_recorded m
join ref_elements e on m.element = e.element
where m.state in ('differs', 'not_recorded')
