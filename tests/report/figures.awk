# The figures of each question from a table of marks (fill_class.c), computed as in a
# textbook: "MODULE/QUESTION ANSWERS BLANK FACILITY DISCRIMINATION EFFICIENCY EARLIER". null:
# the marks or the rests are all the same.

{
	line[NR] = $0
	sum[$1, $2] += $4
	marks[$1, $2]++
}

# Sorts list[1..n] where it stands.
function order(list, n, i, j, held) {
	for (i = 2; i <= n; i++) {
		held = list[i]
		for (j = i; j > 1 && list[j - 1] > held; j--)
			list[j] = list[j - 1]
		list[j] = held
	}
}

function covariance(a, b, n, i, mean_a, mean_b, total) {
	for (i = 1; i <= n; i++) {
		mean_a += a[i] / n
		mean_b += b[i] / n
	}
	for (i = 1; i <= n; i++)
		total += (a[i] - mean_a) * (b[i] - mean_b)
	return total / (n - 1)
}

END {
	for (i = 1; i <= NR; i++) {
		split(line[i], f, " ")
		key = f[2] "/" f[3]
		seen[key]
		if (f[5] == "earlier") {
			earlier[key]++
			continue
		}
		if (f[5] == "blank")
			blank[key]++
		mark[key, ++count[key]] = f[4]
		rest[key, count[key]] = (sum[f[1], f[2]] - f[4]) / (marks[f[1], f[2]] - 1)
	}
	for (key in seen) {
		n = count[key]
		split("", x)
		split("", y)
		total = 0
		for (i = 1; i <= n; i++) {
			x[i] = mark[key, i] + 0
			y[i] = rest[key, i] + 0
			total += x[i]
		}
		both = covariance(x, y, n)
		varied = covariance(x, x, n) * covariance(y, y, n)
		order(x, n)
		order(y, n)
		printf "%s %d %d %.6f %s %s %d\n", key, n - blank[key], blank[key],
			total / n, varied < 1e-12 ? "null" : both / sqrt(varied),
			varied < 1e-12 ? "null" : both / covariance(x, y, n), earlier[key]
	}
}
