-- int_doubt_above_target: rates that crowd just above their target while hardly
-- any lie just below: the indicators of one org, and the orgs of one indicator.
-- A target of 100 % is left out, for nothing can lie above it, and so are rates
-- of so few that one case moves them across the band.
with limits as (
    select
        max(case when threshold = 'band' then value end) as band,
        max(case when threshold = 'least_indicators' then value end) as least_indicators,
        max(case when threshold = 'least_orgs' then value end) as least_orgs,
        max(case when threshold = 'least_share' then value end) as least_share,
        max(case when threshold = 'times_below' then value end) as times_below,
        max(case when threshold = 'least_denominator' then value end) as least_denominator
    from dim_threshold
    where test = 'above_target'
),
judged as (
    select
        m.programme, m.sample, m.period, m.indicator, m.org, o.parent, d.name, coalesce(nullif(d.name_en, ''), d.name) as name_en,
        case when m.gap >= 0 and m.gap <= l.band then 1 else 0 end as above,
        case when m.gap < 0 and m.gap >= -l.band then 1 else 0 end as below
    from mart_indicator m
    join ref_indicators d on m.indicator = d.indicator and m.version = d.version
    join ref_orgs o on m.org = o.org
    cross join limits l
    where not m.history and o.parent <> '' and d.type = 'ratio' and d.unit = '%' and m.basis = d.default_basis
        and m.comparator = 'ge' and m.target < 100 and m.gap is not null and m.denominator >= l.least_denominator
),
by_org as (
    select programme, sample, period, org, '' as indicator, '' as name, '' as name_en, count(*) as n, sum(above) as above, sum(below) as below
    from judged
    group by programme, sample, period, org
),
by_indicator as (
    select programme, sample, period, parent as org, indicator, name, name_en, count(*) as n, sum(above) as above, sum(below) as below
    from judged
    group by programme, sample, period, parent, indicator, name, name_en
),
crowds as (
    select b.*, '个指标' as what, 'indicators' as what_en from by_org b cross join limits l where b.above >= l.least_indicators
    union all
    select b.*, '个单位' as what, 'orgs' as what_en from by_indicator b cross join limits l where b.above >= l.least_orgs
)
select
    c.programme, c.sample, c.period, c.org,
    'above_target' as test,
    '' as reporter,
    '' as element,
    c.indicator,
    '' as other_org,
    '' as sheet,
    '' as cell,
    concat(cast(c.above as varchar), '|', cast(c.below as varchar), '|', cast(c.n as varchar)) as proof,
    concat(case when c.name = '' then '' else concat(c.name, '：') end, '有目标的 ', cast(c.n as varchar), ' ', c.what, '中 ', cast(c.above as varchar),
        ' 个高出目标不到 ', plain(l.band), ' 个百分点，低于目标不到 ', plain(l.band), ' 个百分点的 ', cast(c.below as varchar), ' 个') as evidence_zh,
    concat(case when c.name_en = '' then '' else concat(c.name_en, ': ') end, 'of ', cast(c.n as varchar), ' ', c.what_en, ' with a target ', cast(c.above as varchar),
        ' lie at most ', plain(l.band), ' points above it and ', cast(c.below as varchar), ' at most that far below') as evidence_en
from crowds c
cross join limits l
where c.above >= l.least_share * c.n and c.above >= l.times_below * c.below
