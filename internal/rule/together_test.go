package rule

import (
	"slices"
	"testing"
)

func TestTogether(t *testing.T) {
	table, other := []Step{{Pos: 1, Text: "the table"}, {Pos: 2, Text: "passed"}}, []Step{{Pos: 3, Text: "the table"}}
	found := together([]Finding{
		{Pos: 10, Severity: Medium, Steps: table},
		{Pos: 11, Steps: other},
		{Pos: 12, Steps: table[:1]},
		{Pos: 13, Severity: Low, Steps: table},
		{Pos: 14},
		{Pos: 15},
	}, High, "the same")
	if len(found) != 4 || found[0].Pos != 12 || found[1].Pos != 11 || found[2].Pos != 14 || found[3].Pos != 15 {
		t.Fatalf("found %+v", found)
	}
	want := []Step{table[0], {Pos: 10, Text: "the same"}, {Pos: 13, Text: "the same"}}
	if !slices.Equal(found[0].Steps, want) || !slices.Equal(found[1].Steps, other) {
		t.Errorf("the most severe of three has the steps %+v, and one alone %+v", found[0].Steps, found[1].Steps)
	}
	if len(table) != 2 || table[1].Text != "passed" {
		t.Error("the steps of another finding have changed")
	}
}
