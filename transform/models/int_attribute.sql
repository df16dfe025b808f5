-- int_attribute: the newest value of an org's attribute known at a period's end.
with ranked as (
    select
        a.programme, a.sample, p.period, a.org, a.attribute, a.basis as population_basis, a.as_of, a.value, a.source, a.file_line,
        row_number() over (
            partition by p.period, a.org, a.attribute
            order by a.as_of desc nulls last, a.basis asc nulls last) as place
    from ref_attributes a
    join int_period p on a.as_of <= p.last_day
)
select
    programme, sample, period, org, attribute, population_basis, as_of, value, source,
    'programme/attributes.csv' as file_name, 'attributes.csv' as sheet, file_line
from ranked
where place = 1
