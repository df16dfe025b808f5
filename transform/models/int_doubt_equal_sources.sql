-- int_doubt_equal_sources: one quantity that two reporters give differently, by
-- the pack's rules of kind equal_sources: left = right * factor, give or take
-- the tolerance. A side may name whose report it takes; on the right, roster is
-- the sum of what an org gave for its institutions, one by one.
with rules as (
    select
        r.rule, r.seq, r.left as left_element, r.left_reporter, r.right as right_element, r.right_reporter,
        coalesce(r.factor, cast(1 as decimal(18, 4))) as factor,
        coalesce(r.tolerance, cast(0 as decimal(18, 4))) as tolerance,
        r.message, r.message_en
    from ref_rules r
    where r.kind = 'equal_sources'
),
rosters as (
    select
        b.period, b.reporter, b.element,
        max(b.element_name) as element_name,
        max(b.element_name_en) as element_name_en,
        cast(sum(b.value) as decimal(18, 4)) as value,
        count(*) as members,
        max(b.sheet) as sheet,
        min_by(b.cell, o.seq) as first_cell,
        max_by(b.cell, o.seq) as last_cell
    from int_reported b
    join ref_orgs o on b.org = o.org and o.class = 'institution'
    where b.reporter = b.parent
    group by b.period, b.reporter, b.element
),
pairs as (
    select
        a.programme, a.sample, a.period, a.org, u.rule, u.message, u.message_en, a.reporter, a.element, a.element_name, a.element_name_en, a.value, a.sheet, a.cell,
        b.reporter as other_reporter, b.element_name as other_name, b.element_name_en as other_name_en, b.value as other_value, b.sheet as other_sheet, b.cell as other_cell,
        abs(cast(a.value as decimal(19, 4)) - cast(b.value as decimal(19, 4)) * u.factor) > u.tolerance as differs
    from rules u
    join int_reported a on u.left_element = a.element
    join int_reported b on u.right_element = b.element and a.org = b.org and a.period = b.period and a.reporter <> b.reporter
    where not a.history
        and (u.left_reporter in ('', a.reporter) or (u.left_reporter = 'self' and a.reporter = a.org) or (u.left_reporter = 'parent' and a.reporter = a.parent))
        and (u.right_reporter in ('', b.reporter) or (u.right_reporter = 'self' and b.reporter = b.org) or (u.right_reporter = 'parent' and b.reporter = b.parent))
        and (u.left_element <> u.right_element or u.left_reporter <> u.right_reporter or a.reporter < b.reporter)
    union all
    select
        a.programme, a.sample, a.period, a.org, u.rule, u.message, u.message_en, a.reporter, a.element, a.element_name, a.element_name_en, a.value, a.sheet, a.cell,
        b.reporter,
        concat(b.element_name, '（', cast(b.members as varchar), ' 个机构合计）'),
        concat(b.element_name_en, ', sum of ', cast(b.members as varchar), ' institutions'),
        b.value, b.sheet,
        concat(b.first_cell, '…', b.last_cell),
        abs(cast(a.value as decimal(19, 4)) - cast(b.value as decimal(19, 4)) * u.factor) > u.tolerance
    from rules u
    join int_reported a on u.left_element = a.element
    join rosters b on u.right_element = b.element and a.org = b.reporter and a.period = b.period
    where not a.history
        and u.right_reporter = 'roster'
        and (u.left_reporter in ('', a.reporter) or (u.left_reporter = 'self' and a.reporter = a.org) or (u.left_reporter = 'parent' and a.reporter = a.parent))
)
select
    p.programme, p.sample, p.period, p.org,
    'equal_sources' as test,
    p.reporter, p.element,
    '' as indicator,
    p.other_reporter as other_org,
    p.sheet, p.cell,
    concat(p.rule, '|', p.reporter, '|', plain(p.value), '|', p.other_reporter, '|', plain(p.other_value)) as proof,
    concat(g.name, '报“', p.element_name, '” ', plain(p.value), '（', p.sheet, '!', p.cell, '），', h.name, '报“', p.other_name, '” ', plain(p.other_value),
        '（', p.other_sheet, '!', p.other_cell, '）。', p.message, '（', p.rule, '）') as evidence_zh,
    concat(coalesce(nullif(g.name_en, ''), g.name), ' gives "', p.element_name_en, '" as ', plain(p.value), ' (', p.sheet, '!', p.cell, '), ',
        coalesce(nullif(h.name_en, ''), h.name), ' gives "', p.other_name_en, '" as ', plain(p.other_value), ' (', p.other_sheet, '!', p.other_cell, '). ',
        p.message_en, ' (', p.rule, ')') as evidence_en
from pairs p
join ref_orgs g on p.reporter = g.org
join ref_orgs h on p.other_reporter = h.org
where p.differs
