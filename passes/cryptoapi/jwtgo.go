package cryptoapi

// JWTGo returns the import paths of jwt-go and of the modules that keep its API.
func JWTGo() []string {
	return []string{"github.com/dgrijalva/jwt-go", "github.com/golang-jwt/jwt", "github.com/golang-jwt/jwt/v4", "github.com/golang-jwt/jwt/v5"}
}

// InJWTGo returns each name with each import path of [JWTGo] before it, as in
// "github.com/golang-jwt/jwt/v5.WithValidMethods".
func InJWTGo(names ...string) []string {
	var all []string
	for _, path := range JWTGo() {
		for _, name := range names {
			all = append(all, path+"."+name)
		}
	}
	return all
}
