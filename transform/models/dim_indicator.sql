-- dim_indicator: what is computed, with the formula in words.
with terms as (
    select
        f.indicator, f.version, f.part, f.seq, f.factor,
        row_number() over (partition by f.indicator, f.version, f.part order by f.seq asc nulls last) as place,
        case f.element
            when '@population' then '常住人口' when '@elders' then '65岁及以上常住人口' when '@one' then '单位数'
            else coalesce(e.name, f.element)
        end as name,
        case f.element
            when '@population' then 'residents' when '@elders' then 'residents of 65 and over' when '@one' then 'number of units'
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
formulas as (
    select
        n.indicator, n.version,
        case when d.words is null then n.words else concat(
            case when n.terms > 1 then concat('（', n.words, '）') else n.words end, ' ÷ ',
            case when d.terms > 1 then concat('（', d.words, '）') else d.words end) end as words,
        case when d.words is null then n.words_en else concat(
            case when n.terms > 1 then concat('(', n.words_en, ')') else n.words_en end, ' ÷ ',
            case when d.terms > 1 then concat('(', d.words_en, ')') else d.words_en end) end as words_en
    from parts n
    left join parts d on n.indicator = d.indicator and n.version = d.version and d.part = 'denominator'
    where n.part = 'numerator'
),
targeted as (
    select t.indicator from ref_targets t group by t.indicator
)
select
    i.programme, i.sample, i.indicator, i.version, i.seq, i.group as group, i.name, i.name_en, i.unit, i.type, i.rollup, i.scale, i.decimals,
    i.direction, i.default_basis, i.definition, i.definition_en, i.source, i.valid_from, i.valid_to,
    concat(coalesce(f.words, ''), case when i.scale = 1 then '' else concat(' × ', regexp_replace(cast(i.scale as varchar), '\.?0+$', '')) end) as formula_zh,
    concat(coalesce(f.words_en, ''), case when i.scale = 1 then '' else concat(' × ', regexp_replace(cast(i.scale as varchar), '\.?0+$', '')) end) as formula_en,
    t.indicator is not null as has_target
from ref_indicators i
left join formulas f on i.indicator = f.indicator and i.version = f.version
left join targeted t on i.indicator = t.indicator
