-- dim_indicator: what is computed, with the formula in words.
with terms as (
    select
        f.indicator, f.version, f.part, f.seq, f.factor,
        row_number() over (partition by f.indicator, f.version, f.part order by f.seq asc nulls last) as place,
        case f.element
            when '@population' then '常住人口' when '@elders' then '65岁及以上常住人口' when '@one' then '单位数' when '@counties' then '所辖地方数'
            else coalesce(e.name, f.element)
        end as name,
        case f.element
            when '@population' then 'residents' when '@elders' then 'residents of 65 and over' when '@one' then 'number of units' when '@counties' then 'number of places below'
            else coalesce(nullif(e.name_en, ''), f.element)
        end as name_en,
        f.transform = 'at_least' as has_limit,
        case when e.value_type = 'yes_no' then '' else concat(' ≥ ', regexp_replace(cast(f.threshold as varchar), '\.?0+$', '')) end as at_least,
        case when abs(f.factor) = 1 then '' else concat(regexp_replace(cast(abs(f.factor) as varchar), '\.?0+$', ''), ' × ') end as coefficient,
        f.shift
    from ref_formulas f
    left join ref_elements e on f.element = e.element
),
phrased as (
    select
        t.indicator, t.version, t.part, t.seq,
        case when t.factor < 0 then case when t.place = 1 then '−' else ' − ' end when t.place = 1 then '' else ' + ' end as sign,
        concat(t.coefficient, case when t.has_limit then concat('“', t.name, '”', trim(t.at_least), case when t.at_least = '' then '' else ' ' end, '的单位数') else t.name end,
            case when t.shift > 0 then concat('（前', cast(t.shift as varchar), '期）') else '' end) as words,
        concat(t.coefficient, case when t.has_limit then concat('units where “', t.name_en, '”', t.at_least) else t.name_en end,
            case when t.shift > 0 then concat(' (', cast(t.shift as varchar), ' period(s) back)') else '' end) as words_en
    from terms t
),
parts as (
    select
        p.indicator, p.version, p.part, count(*) as terms,
        string_agg(concat(p.sign, p.words), '' order by p.seq asc nulls last) as words,
        string_agg(concat(p.sign, p.words_en), '' order by p.seq asc nulls last) as words_en
    from phrased p
    group by p.indicator, p.version, p.part
),
bracketed as (
    select
        p.indicator, p.version, p.part, p.words, p.words_en,
        case when p.terms > 1 then concat('（', p.words, '）') else p.words end as in_brackets,
        case when p.terms > 1 then concat('(', p.words_en, ')') else p.words_en end as in_brackets_en
    from parts p
),
sides as (
    select
        n.indicator, n.version, n.words, n.words_en, d.part is not null as is_divided, d.words as below, d.words_en as below_en,
        case when m.part is null then n.in_brackets else concat('（', n.in_brackets, ' ÷ ', m.in_brackets, '）') end as upper_side,
        case when m.part is null then n.in_brackets_en else concat('(', n.in_brackets_en, ' ÷ ', m.in_brackets_en, ')') end as upper_side_en,
        case when q.part is null then d.in_brackets else concat('（', d.in_brackets, ' ÷ ', q.in_brackets, '）') end as lower_side,
        case when q.part is null then d.in_brackets_en else concat('(', d.in_brackets_en, ' ÷ ', q.in_brackets_en, ')') end as lower_side_en
    from bracketed n
    left join bracketed d on n.indicator = d.indicator and n.version = d.version and d.part = 'denominator'
    left join bracketed m on n.indicator = m.indicator and n.version = m.version and m.part = 'numerator_per'
    left join bracketed q on n.indicator = q.indicator and n.version = q.version and q.part = 'denominator_per'
    where n.part = 'numerator'
),
formulas as (
    select
        s.indicator, s.version,
        case
            when i.type = 'death_probability' then concat('[1 − ∏(1 − 5m ÷ (1 + 2.5m))]，m 为五岁一组的死亡率：', replace(s.words, ' + ', '、'), ' ÷ ', replace(s.below, ' + ', '、'))
            when not s.is_divided then s.words
            when i.type = 'growth' then concat('（', s.upper_side, ' ÷ ', s.lower_side, ' − 1）')
            else concat(s.upper_side, ' ÷ ', s.lower_side)
        end as words,
        case
            when i.type = 'death_probability' then concat('[1 − ∏(1 − 5m ÷ (1 + 2.5m))], m the death rate of each five years of age: ', replace(s.words_en, ' + ', ', '), ' ÷ ', replace(s.below_en, ' + ', ', '))
            when not s.is_divided then s.words_en
            when i.type = 'growth' then concat('(', s.upper_side_en, ' ÷ ', s.lower_side_en, ' − 1)')
            else concat(s.upper_side_en, ' ÷ ', s.lower_side_en)
        end as words_en
    from sides s
    join ref_indicators i on s.indicator = i.indicator and s.version = i.version
),
targeted as (
    select t.indicator from ref_targets t group by t.indicator
)
select
    i.programme, i.sample, i.indicator, i.version, i.seq, i.group as group, i.group_en, i.name, i.name_en, i.unit, i.type, i.rollup, i.scale, i.decimals,
    i.direction, i.default_basis, i.definition, i.definition_en, i.source, i.valid_from, i.valid_to,
    concat(coalesce(f.words, ''), case when i.scale = 1 then '' else concat(' × ', regexp_replace(cast(i.scale as varchar), '\.?0+$', '')) end) as formula_zh,
    concat(coalesce(f.words_en, ''), case when i.scale = 1 then '' else concat(' × ', regexp_replace(cast(i.scale as varchar), '\.?0+$', '')) end) as formula_en,
    t.indicator is not null as has_target
from ref_indicators i
left join formulas f on i.indicator = f.indicator and i.version = f.version
left join targeted t on i.indicator = t.indicator
