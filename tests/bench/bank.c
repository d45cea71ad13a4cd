/*
 * A bank of 10,000 questions: how long it takes to read its files, and to draw an exam
 * from it by number and by category. The best of some rounds, in milliseconds of the
 * processor; the files are in memory.
 */
#include <berpijar/bank.h>
#include <berpijar/lottery.h>
#include <stdlib.h>
#include <time.h>

#define FILES     20
#define EACH      BP_MAX_QUESTIONS
#define QUESTIONS (FILES * EACH)
#define ROUNDS    9
#define DRAWN     50
#define READ_MS   100.0
#define DRAW_MS   10.0

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Of the four most common types, about as long as real ones. */
static void add_question(struct bp_buf *out, int n)
{
	static const char *const answers[] = {
		"{=jawaban yang benar#Lihat Pasal 4.\n~keliru#Bukan.\n~tiga\n~empat}",
		"{~%50%pertama ~%50%kedua ~%-50%ketiga ~%-50%keempat}",
		"{=jawaban =%50%jawaban lain\n####Umpan balik umum.}",
		"{#1822:5 ~#Hitunglah lagi.}",
	};

	bp_buf_printf(out,
		"// [tag:bab-%d]\n::Soal nomor %d::Menurut peraturan yang berlaku, apa "
		"yang harus dilakukan pada langkah ke-%d?%s\n\n",
		n % 10, n, n, answers[n % 4]);
}

static void make_files(struct bp_buf files[FILES])
{
	for (int i = 0; i < QUESTIONS; i++) {
		struct bp_buf *file = &files[i / EACH];
		if (i % EACH == 0)
			bp_buf_printf(file, "$CATEGORY: bank/bagian-%d\n\n", i / EACH);
		add_question(file, i);
	}
}

/* All files' questions, each file being a quiz of its own while it is read. */
static double read_files(
	const struct bp_buf files[FILES], struct bp_arena *arena, struct bp_quiz *all)
{
	double start = now_ms();

	for (int i = 0; i < FILES; i++) {
		struct bp_quiz quiz = {0};
		bp_gift_read(arena,
			(struct bp_gift_source){.text = bp_buf_str(&files[i]), .line = 1},
			NULL, &quiz);
		for (size_t n = 0; n < quiz.count; n++)
			*BP_PUSH(arena, all->questions, all->count, all->room) =
				quiz.questions[n];
	}
	return now_ms() - start;
}

static double draw(
	const struct bp_quiz *quiz, const struct bp_module *module, uint64_t seed)
{
	uint32_t *out = bp_alloc(quiz->count, sizeof *out);
	double start = now_ms();
	size_t count = bp_lottery_draw(quiz, module, seed, out);
	double taken = now_ms() - start;

	free(out);
	return count == DRAWN ? taken : 1e9;
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

int main(void)
{
	struct bp_buf files[FILES] = {0};
	double reading = 1e9, by_number = 1e9, by_rule = 1e9;
	struct bp_draw_rule rules[] = {
		{.from = BP_STR("bagian-3"), .count = DRAWN / 2},
		{.from = BP_STR("bab-7"), .count = DRAWN / 2},
	};
	struct bp_module number = {.draw = DRAWN, .shuffle = true};
	struct bp_module rule = {
		.draw_rules = {.at = rules, .count = 2}, .shuffle = true};

	make_files(files);
	for (int round = 0; round < ROUNDS; round++) {
		struct bp_arena *arena = bp_arena_new();
		struct bp_quiz all = {0};
		reading = least(reading, read_files(files, arena, &all));
		if (all.count != QUESTIONS)
			return 1;
		by_number = least(by_number, draw(&all, &number, (uint64_t)round));
		by_rule = least(by_rule, draw(&all, &rule, (uint64_t)round));
		bp_arena_free(arena);
	}
	for (int i = 0; i < FILES; i++)
		bp_buf_release(&files[i]);
	printf("%d soal dalam %d berkas: %.1f ms membaca, %.2f ms menarik %d, %.2f ms "
	       "menarik menurut kategori dan tag\n",
		QUESTIONS, FILES, reading, by_number, DRAWN, by_rule);
	return reading < READ_MS && by_number < DRAW_MS && by_rule < DRAW_MS ? 0 : 1;
}
