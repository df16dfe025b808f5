-- A share below 0 or above 100 %: the part was reported greater than its whole.
-- What is a share is said by the formula, where all that is above stands below
-- too or units are counted, or by a rule of the pack that the one is at most the
-- other. A growth may fall, and a plan may be over-fulfilled: they are no shares.
with sides as (
    select
        f.indicator, f.version, f.part,
        string_agg(f.element, '+' order by f.seq asc nulls last) as elements,
        count(*) as terms,
        min(f.factor) as least_factor
    from ref_formulas f
    where f.shift = 0
    group by f.indicator, f.version, f.part
),
within as (
    select n.indicator, n.version, count(*) as terms, count(d.element) as found
    from ref_formulas n
    left join ref_formulas d on n.indicator = d.indicator and n.version = d.version and d.part = 'denominator' and n.element = d.element
        and n.transform = d.transform and d.factor >= n.factor and d.shift = n.shift
    where n.part = 'numerator' and n.factor > 0
    group by n.indicator, n.version
),
ruled as (
    select n.indicator, n.version
    from sides n
    join sides d on n.indicator = d.indicator and n.version = d.version and n.part = 'numerator' and d.part = 'denominator'
    join ref_rules r on r.kind = 'le' and r.left = n.elements and r.right = d.elements and coalesce(r.factor, 1) <= 1
    where n.least_factor = 1 and d.least_factor = 1
    group by n.indicator, n.version
),
shares as (
    select i.indicator, i.version
    from ref_indicators i
    left join within w on i.indicator = w.indicator and i.version = w.version
    left join ruled r on i.indicator = r.indicator and i.version = r.version
    where i.type in ('ratio', 'judged', 'yes_no') and i.scale = 100 and (i.rollup = 'share_yes' or w.found = w.terms or r.indicator is not null)
)
select
    concat(o.name, ' ', m.period, ' ', d.name,
        case m.basis when 'quarter' then '（当期）' when 'ytd' then '（本年累计）' else '' end,
        '为 ', regexp_replace(cast(m.value as varchar), '\.?0+$', ''), '%，应在 0 到 100 之间') as zh,
    concat(coalesce(nullif(o.name_en, ''), o.name), ', ', m.period, ': ', coalesce(nullif(d.name_en, ''), d.name),
        case m.basis when 'quarter' then ' (period)' when 'ytd' then ' (year to date)' else '' end,
        ' is ', regexp_replace(cast(m.value as varchar), '\.?0+$', ''), ' %, should be between 0 and 100') as en,
    concat('yigai trace ', m.indicator, ' ', m.org, ' ', m.period, ' --basis ', m.basis) as look
from mart_indicator m
join shares s on m.indicator = s.indicator and m.version = s.version
join ref_indicators d on m.indicator = d.indicator and m.version = d.version
join ref_orgs o on m.org = o.org
where m.value is not null and (m.value < 0 or m.numerator > m.denominator)
order by m.period desc nulls last, o.seq asc nulls last, d.seq asc nulls last, m.version asc nulls last, m.basis asc nulls last
