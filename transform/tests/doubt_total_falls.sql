-- A running total that falls within the year gives no figure for the quarter.
select
    concat(o.name, ' ', v.period, ' ', d.name, '本年累计为 ', regexp_replace(cast(c.value as varchar), '\.?0+$', ''), '，少于 ', b.period, ' 的 ',
        regexp_replace(cast(b.value as varchar), '\.?0+$', ''), '，当季数无法计算') as zh,
    concat(coalesce(nullif(o.name_en, ''), o.name), ', ', v.period, ': ', coalesce(nullif(d.name_en, ''), d.name), ' is ',
        regexp_replace(cast(c.value as varchar), '\.?0+$', ''), ' for the year to date, less than ',
        regexp_replace(cast(b.value as varchar), '\.?0+$', ''), ' in ', b.period, '; the quarter has no figure') as en,
    concat(f.file_name, ' ', c.sheet, '!', c.cell) as look
from int_value v
join int_period p on v.period = p.period
join ref_elements d on v.element = d.element
join ref_orgs o on v.org = o.org
join int_cell c on v.org = c.org and v.element = c.element and v.period = c.period
join int_submission f on c.period = f.period and c.reporter = f.reporter and c.submission = f.submission
join int_cell b on v.org = b.org and v.element = b.element and p.previous = b.period
where v.missing_reason = 'falls' and v.basis = 'quarter'
order by v.period desc nulls last, o.seq asc nulls last, d.seq asc nulls last
