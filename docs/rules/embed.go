// Package docs carries the pages of the rules, so that the cryptolint command
// can explain a rule without the network.
package docs

import "embed"

// Pages holds the pages of this folder, one Markdown file per rule, named as
// rule.Meta.Page says.
//
//go:embed *.md
var Pages embed.FS
