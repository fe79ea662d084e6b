package merge

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Status says what became of a finding since an earlier report.
type Status string

// What may have become of a finding. Without an earlier report all are Open or
// Silenced.
const (
	Open     Status = "open"
	New      Status = "new"      // it was not there
	Fixed    Status = "fixed"    // it is not there any more
	Silenced Status = "silenced" // nobody has to look at it
	Hushed   Status = "newly silenced"
)

// Item is one finding in one module of one repository, on all platforms on which it
// was found.
type Item struct {
	Repository, Module string
	Platforms          []string // sorted
	Status             Status
	Finding
}

// Count is how many findings one repository or rule has.
type Count struct {
	Name                               string // the repository with its module, or the rule
	Repository, Module                 string // of a module
	Critical, High, Medium, Low        int    // open ones
	Open, New, Fixed, Silenced, Hushed int
	Failures                           int // of repositories: what could not be analysed
}

// Failure is something that could not be analysed in a module of a repository.
type Failure struct{ Repository, Module, Message string }

// Merged is the joined report. Items and counts are sorted.
type Merged struct {
	Reports      int
	Compared     bool // with an earlier report
	Items        []Item
	Total        Count
	Repositories []Count
	Rules        []Count
	Failures     []Failure
}

// key tells findings apart. Reports of several platforms of one module share it.
type key struct{ repository, module, fingerprint string }

// home returns what a report is about, in the words that all reports of it share: the
// repository is the same by whatever way it was cloned.
func (r Report) home() (repository, module string) { return address(r.Repository), r.Module }

// address returns the address of a repository without what depends on the way in
// which it was cloned.
func address(repository string) string {
	repository = strings.TrimSuffix(strings.TrimSuffix(repository, "/"), ".git")
	if _, rest, ok := strings.Cut(repository, "://"); ok {
		return rest
	}
	return repository
}

// Join joins reports, and compares them with earlier ones if there are any. What a
// module that only earlier reports have held counts as neither new nor fixed: it
// was not analysed.
func Join(reports, earlier []Report) *Merged {
	earlier = upgraded(reports, earlier)
	now, before := collect(reports), collect(earlier)
	analysed := make(map[[2]string]bool)
	m := &Merged{Compared: len(earlier) > 0}
	failures := make(map[[2]string][]string)
	for _, r := range reports {
		repository, module := r.home()
		home := [2]string{repository, module}
		analysed[home] = true
		if r.Part == 0 {
			m.Reports++
		}
		failures[home] = united(failures[home], r.Failures)
	}
	for k, item := range now {
		old, was := before[k]
		item.Status = status(item, old, was, m.Compared)
		m.Items = append(m.Items, *item)
	}
	for k, item := range before {
		home := [2]string{k.repository, k.module}
		if _, still := now[k]; !still && analysed[home] && len(failures[home]) == 0 {
			// What a baseline or a comment silenced counts as well: fixing it is progress.
			item.Status, item.Silenced, item.Reason = Fixed, "", ""
			m.Items = append(m.Items, *item)
		}
	}
	slices.SortFunc(m.Items, compareItems)
	m.count(failures)
	return m
}

// upgraded returns the earlier reports with the modules that have another major
// version now under the path that they have now. Two major versions that are there at
// once are two modules.
func upgraded(reports, earlier []Report) []Report {
	type home struct{ repository, module string }
	is, was := make(map[home]bool), make(map[home]bool)
	versions := make(map[home][]string) // of those that are new, by the path without a version
	for _, r := range earlier {
		was[home{address(r.Repository), r.Module}] = true
	}
	for _, r := range reports {
		at := home{address(r.Repository), r.Module}
		if bare := (home{at.repository, unversioned(at.module)}); !was[at] && !is[at] {
			versions[bare] = append(versions[bare], r.Module)
		}
		is[at] = true
	}
	earlier = slices.Clone(earlier)
	for i, r := range earlier {
		next := versions[home{address(r.Repository), unversioned(r.Module)}]
		if !is[home{address(r.Repository), r.Module}] && len(next) == 1 {
			earlier[i].Module = next[0]
		}
	}
	return earlier
}

// united adds the messages that are not in the list. Platforms of a module have many in
// common.
func united(list, messages []string) []string {
	for _, m := range messages {
		if !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

func status(item, old *Item, was, compared bool) Status {
	switch {
	case item.Silenced != "" && was && old.Silenced == "":
		return Hushed
	case item.Silenced != "":
		return Silenced
	case compared && (!was || old.Silenced != ""):
		return New
	}
	return Open
}

// collect joins the platforms of each module. A finding that is open on one
// platform is open.
func collect(reports []Report) map[key]*Item {
	items := make(map[key]*Item)
	for _, r := range reports {
		repository, module := r.home()
		for _, f := range r.Findings {
			k := key{repository, module, cmp.Or(f.Fingerprint, f.Rule+" "+f.File+" "+f.Message)}
			item := items[k]
			if item == nil {
				item = &Item{Repository: r.Repository, Module: r.Module, Finding: f}
				items[k] = item
			}
			if f.Silenced == "" {
				item.Silenced, item.Reason = "", ""
			}
			item.Warning = item.Warning && f.Warning
			if r.Platform != "" && !slices.Contains(item.Platforms, r.Platform) {
				item.Platforms = append(item.Platforms, r.Platform)
				slices.Sort(item.Platforms)
			}
		}
	}
	return items
}

var severities = []string{"low", "medium", "high", "critical"}

func compareItems(a, b Item) int {
	return cmp.Or(
		cmp.Compare(slices.Index(severities, b.Severity), slices.Index(severities, a.Severity)),
		strings.Compare(a.Repository, b.Repository),
		strings.Compare(a.Module, b.Module),
		strings.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		strings.Compare(a.Rule, b.Rule),
		strings.Compare(a.Fingerprint, b.Fingerprint),
	)
}

// count fills in the counts: of repositories with all that were analysed, those
// with the most severe findings first.
func (m *Merged) count(failures map[[2]string][]string) {
	homes, rules := make(map[string]*Count), make(map[string]*Count)
	of := func(counts map[string]*Count, name string) *Count {
		if counts[name] == nil {
			counts[name] = &Count{Name: name}
		}
		return counts[name]
	}
	for home, messages := range failures {
		c := of(homes, Home(home[0], home[1]))
		c.Repository, c.Module, c.Failures = home[0], home[1], len(messages)
		m.Total.Failures += len(messages)
		for _, message := range messages {
			m.Failures = append(m.Failures, Failure{home[0], home[1], message})
		}
	}
	slices.SortFunc(m.Failures, func(a, b Failure) int {
		return cmp.Or(strings.Compare(a.Repository, b.Repository), strings.Compare(a.Module, b.Module), strings.Compare(a.Message, b.Message))
	})
	for _, item := range m.Items {
		for _, c := range []*Count{&m.Total, of(homes, Home(item.Repository, item.Module)), of(rules, strings.TrimSpace(item.Rule+" "+item.Name))} {
			c.add(item)
		}
	}
	m.Repositories, m.Rules = sorted(homes), sorted(rules)
}

// Home names a module of a repository.
func Home(repository, module string) string {
	return cmp.Or(strings.TrimSpace(address(repository)+" "+module), "(unknown)")
}

func (c *Count) add(item Item) {
	switch item.Status {
	case Fixed:
		c.Fixed++
		return
	case Hushed:
		c.Hushed++
		c.Silenced++
		return
	case Silenced:
		c.Silenced++
		return
	case New:
		c.New++
	}
	c.Open++
	switch item.Severity {
	case "critical":
		c.Critical++
	case "high":
		c.High++
	case "medium":
		c.Medium++
	default:
		c.Low++
	}
}

func sorted(counts map[string]*Count) []Count {
	var all []Count
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, *counts[name])
	}
	slices.SortStableFunc(all, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Critical, a.Critical), cmp.Compare(b.High, a.High), cmp.Compare(b.Medium, a.Medium), cmp.Compare(b.Open, a.Open))
	})
	return all
}
