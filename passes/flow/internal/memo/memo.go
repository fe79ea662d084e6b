// Package memo remembers what has been found out, for one rule or for all.
package memo

// Memo remembers what has been found out. The analysis of the package fills the
// base. Each rule asks in its own order, and what it finds out is remembered for it
// alone: so an answer never depends on which other rules run, or when.
type Memo[K comparable, V any] struct {
	base map[K]V // shared by all rules and not written to; nil in the analysis itself
	own  map[K]V
	log  *[]K // what is set while something is tried out, or nil
}

func New[K comparable, V any]() Memo[K, V] { return Memo[K, V]{own: make(map[K]V)} }

func (m *Memo[K, V]) Get(k K) (V, bool) {
	if v, ok := m.own[k]; ok {
		return v, true
	}
	v, ok := m.base[k]
	return v, ok
}

func (m *Memo[K, V]) Set(k K, v V) {
	if m.log != nil {
		*m.log = append(*m.log, k)
	}
	m.own[k] = v
}

// Drop forgets an answer that this memo has set itself.
func (m *Memo[K, V]) Drop(k K) { delete(m.own, k) }

// Len returns how many answers this memo has set itself.
func (m *Memo[K, V]) Len() int { return len(m.own) }

// Keep forgets the answers that this memo has set itself, but for those of the keys that are
// worth more than the memory that they take.
func (m *Memo[K, V]) Keep(worth func(K) bool) {
	kept := make(map[K]V)
	for k, v := range m.own {
		if worth(k) {
			kept[k] = v
		}
	}
	m.own = kept
}

// Trial begins to note what is set. The function that it returns ends that, the
// innermost trial first, and forgets what was set if that was in vain.
func (m *Memo[K, V]) Trial() (end func(vain bool)) {
	outer := m.log
	m.log = new([]K)
	return func(vain bool) {
		set := *m.log
		m.log = outer
		switch {
		case vain:
			for _, k := range set {
				delete(m.own, k)
			}
		case outer != nil:
			*outer = append(*outer, set...)
		}
	}
}

// Fork returns a memo that begins with what this one, which has no base, knows. This
// one must not be written to from then on.
func (m *Memo[K, V]) Fork() Memo[K, V] { return Memo[K, V]{base: m.own, own: make(map[K]V)} }
