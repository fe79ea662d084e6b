package object

import "golang.org/x/tools/go/ssa"

// Alternatives is Of, with what may be one of several objects taken apart: each literal and
// declaration in the function that uses it is an object by itself, and so is what else it may
// be. What callers pass may have what a default lacks, and the other way round:
//
//	if config == nil {
//		config = &tls.Config{InsecureSkipVerify: true}
//	}
func (f *Finder) Alternatives(types ...string) []*Object {
	var found []*Object
	for _, o := range f.Of(types...) {
		found = append(found, o.alternatives()...)
	}
	return found
}

func (o *Object) alternatives() []*Object {
	o.finder.mu.Lock()
	defer o.finder.mu.Unlock()
	regions := o.finder.Regions(o.operand)
	if len(regions) < 2 {
		return []*Object{o}
	}
	var found []*Object
	others := false
	for _, r := range regions {
		alloc, made := r.Root.(*ssa.Alloc)
		if !made || r.Path != "" || alloc.Parent() != o.instr.Parent() || typeName(alloc.Type()) != o.Type {
			others = true
			continue
		}
		alternative := *o
		alternative.operand = alloc
		found = append(found, &alternative)
	}
	if others {
		found = append(found, o)
	}
	return found
}
