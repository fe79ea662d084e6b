package cryptoapi

// outsidePackages bring in what the program does not decide: flags, requests,
// connections.
var outsidePackages = []pkg{
	{
		// A flag holds its default, argument 1 or 2, until the command line
		// says otherwise.
		paths:   []string{"flag"},
		carrier: true,
		funcs: []Func{
			{
				Name: "Bool Duration Float64 Int Int64 String Uint Uint64 " +
					"FlagSet.Bool FlagSet.Duration FlagSet.Float64 FlagSet.Int FlagSet.Int64 FlagSet.String " +
					"FlagSet.Uint FlagSet.Uint64",
				Result: Source{Kind: Environment, From: []int{1}},
			},
			{
				Name: "BoolVar DurationVar Float64Var IntVar Int64Var StringVar UintVar Uint64Var " +
					"FlagSet.BoolVar FlagSet.DurationVar FlagSet.Float64Var FlagSet.IntVar FlagSet.Int64Var " +
					"FlagSet.StringVar FlagSet.UintVar FlagSet.Uint64Var",
				Fills: Fills{0: Source{Kind: Environment, From: []int{2}}},
			},
			{Name: "Arg Args FlagSet.Arg FlagSet.Args", Result: Is(Environment, "")},
		},
	},
	{
		paths:   []string{"net"},
		carrier: true,
		funcs: []Func{
			{Name: "Conn.Read conn.Read", Fills: Fills{0: Is(Network, "")}},
			{Name: "Conn.Write conn.Write"},
		},
	},
	{
		paths:   []string{"net/http"},
		carrier: true,
		fields: []Field{
			{
				Name: "Request.Header Request.Trailer Request.Body Request.Form Request.PostForm " +
					"Request.MultipartForm Request.URL Request.Host Request.RemoteAddr Request.RequestURI " +
					"Response.Header Response.Trailer Response.Body Response.Status",
				Source: Is(Network, ""),
			},
		},
		funcs: []Func{
			{
				Name: "Request.FormValue Request.PostFormValue Request.PathValue Request.Cookie Request.Cookies " +
					"Request.CookiesNamed Request.Referer Request.UserAgent Request.FormFile Response.Cookies",
				Result: Is(Network, ""),
			},
			{Name: "Request.BasicAuth", Result: Is(Network, ""), Second: Is(Network, "")},
			{Name: "Header.Get Header.Values Header.Clone Cookie.String", Result: From(Receiver)},
			{Name: "Header.Set Header.Add", Appends: Fills{Receiver: From(1)}},
			{Name: "Header.Del"},
			{Name: "MaxBytesReader", Result: From(1)},
			{Name: "ResponseWriter.Write ResponseWriter.WriteHeader ResponseWriter.Header"},
			{Name: "DetectContentType Error Redirect Request.Context Request.ParseForm"},
		},
	},
}
