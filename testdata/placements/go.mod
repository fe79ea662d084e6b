module example.com/placements

go 1.26.0
