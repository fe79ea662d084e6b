package mention

import (
	"go/constant"
	"net/textproto"
	"slices"
)

// headers are the headers of requests with credentials.
var headers = []string{"Authorization", "Proxy-Authorization", "Cookie"}

// Credentials reports whether requests of the package have credentials in their headers: it
// sets or reads them by name, and nowhere deletes them.
func (m *Mentions) Credentials() bool {
	found := m.Any("net/http.Request.SetBasicAuth", "net/http.Request.BasicAuth", "net/http.Request.AddCookie", "net/http.Request.Cookie")
	for _, s := range m.Named("net/http.Header.Set", "net/http.Header.Add", "net/http.Header.Get", "net/http.Header.Del") {
		if s.Call == nil {
			continue
		}
		name := s.Constant(0)
		secret := namesCredentials(name)
		if s.Name == "net/http.Header.Del" && (name == nil || secret) {
			return false
		}
		found = found || secret
	}
	return found
}

// namesCredentials reports whether a constant is the name of a header with credentials.
func namesCredentials(name constant.Value) bool {
	return name != nil && name.Kind() == constant.String && slices.Contains(headers, textproto.CanonicalMIMEHeaderKey(constant.StringVal(name)))
}
