// Package added computes times. Each comment says how many days are added.
package added

import "time"

const lifetime = 48 * time.Hour

type template struct{ notAfter time.Time }

func duration(now time.Time) template {
	return template{notAfter: now.Add(lifetime)} // want "^2$"
}

func date(now time.Time) template {
	return template{notAfter: now.AddDate(1, 2, 3)} // want "^428$"
}

func centuries(now time.Time) template {
	return template{notAfter: now.AddDate(1000, 0, 0)} // want "^365000$"
}

func most(now time.Time, long bool) template {
	return template{notAfter: map[bool]time.Time{false: now.Add(24 * time.Hour), true: now.AddDate(0, 0, 7)}[long]} // want "^7$"
}

func configured(now time.Time, days int) template {
	return template{notAfter: now.AddDate(0, 0, days)} // want "^0$"
}

func nothing(end time.Time) template {
	return template{notAfter: end} // want "^0$"
}
