// Package docs holds the pages of documentation that the program itself reads.
package docs

import _ "embed"

// SchemaChanges is schema-changes.yml: the changes of published tables that were meant.
//
//go:embed schema-changes.yml
var SchemaChanges []byte
