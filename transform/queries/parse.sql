-- parse: the tree that DuckDB's parser makes of a text, or what is wrong in it.
select cast(json_serialize_sql(cast(? as varchar)) as varchar)
