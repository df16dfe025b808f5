-- recorded_rows: what a pack's SELECT over records gives, in the types of a figure.
select cast(org as varchar) as org, cast(period as varchar) as period, cast(value as decimal(18, 4)) as value from recorded_select
