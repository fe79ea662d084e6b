// Package labels writes labels. It imports nothing at all.
package labels

// Orders is the label of orders.
var Orders = [16]byte{'o', 'r', 'd', 'e', 'r', 's'}

// Print writes a label over all of a crate.
func Print(crate []byte) {
	const text = "bakery order"
	for i := range crate {
		crate[i] = text[i%len(text)]
	}
}

// Mark writes the first letters of a label.
func Mark(crate []byte) { crate[0], crate[1] = 'b', 'o' }
