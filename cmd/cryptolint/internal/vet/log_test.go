package vet

import "testing"

// A package, the same with its tests, and the tests in a package of their own count
// as one. What is analysed for its facts alone is work only if nobody asked for it.
func TestWorkAdd(t *testing.T) {
	var w Work
	w.add("dependency fmt\n"+
		"package example.com/pay [example.com/pay.test]\n"+
		"package example.com/pay_test [example.com/pay.test]\n"+
		"dependency example.com/pay\n"+
		"package example.com/smoke_test\n"+
		"dependency example.com/other\n",
		map[string]bool{"example.com/pay": true, "example.com/web": true, "example.com/smoke_test": true})
	if want := (Work{Packages: 3, Analysed: 2, Dependencies: 2}); w != want {
		t.Errorf("got %+v, want %+v", w, want)
	}
}
