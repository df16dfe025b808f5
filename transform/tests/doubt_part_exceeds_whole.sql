-- A share below 0 or above 100 %: the part was reported greater than its whole.
select
    concat(o.name, ' ', m.period, ' ', d.name,
        case m.basis when 'quarter' then '（当季）' when 'ytd' then '（本年累计）' else '' end,
        '为 ', regexp_replace(cast(m.value as varchar), '\.?0+$', ''), '%，应在 0 到 100 之间') as zh,
    concat(coalesce(nullif(o.name_en, ''), o.name), ', ', m.period, ': ', d.name_en,
        case m.basis when 'quarter' then ' (quarter)' when 'ytd' then ' (year to date)' else '' end,
        ' is ', regexp_replace(cast(m.value as varchar), '\.?0+$', ''), ' %, should be between 0 and 100') as en,
    concat('yigai trace ', m.indicator, ' ', m.org, ' ', m.period, ' --basis ', m.basis) as look
from mart_indicator m
join ref_indicators d on m.indicator = d.indicator and m.version = d.version
join ref_orgs o on m.org = o.org
where d.type = 'ratio' and d.unit = '%' and m.value is not null and (m.value < 0 or m.numerator > m.denominator)
order by m.period desc nulls last, o.seq asc nulls last, d.seq asc nulls last, m.version asc nulls last, m.basis asc nulls last
