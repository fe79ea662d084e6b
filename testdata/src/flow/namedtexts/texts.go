// Package namedtexts has texts under names that say what they are.
package namedtexts

const entry = "op3nSesame" // want `"op3nSesame" is entry`

const entryHeader = "op3nSesame"

// A text that looks like a name, an address, a form or a stand-in.
var entries = []door{{entry: "X-Entry-2"}, {entry: "https://door1.example"}, {entry: "pw-%08d"}, {entry: "changeme1"}, {entry: "SHA-256"}}

type door struct{ entry string }

func use(d door) bool {
	d.entry = "k9-Lq0zT" // want `"k9-Lq0zT" is entry`
	open("r5tUv8yB")     // want `"r5tUv8yB" is entry`
	return d.entry == entry && d.entry != entryHeader && len(entries) > 0
}

func open(entry string) {}
