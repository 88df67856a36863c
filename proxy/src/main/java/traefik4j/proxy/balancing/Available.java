package traefik4j.proxy.balancing;

/**
 * The servers a choice is made from.
 *
 * @param candidates all servers of the pool
 * @param numbers which of them can be asked
 * @param weights what each of these is worth; all positive
 */
record Available(Candidate[] candidates, int[] numbers, int[] weights) {
    int size() {
        return numbers.length;
    }

    /** What the server at this place of the field is busy with. */
    int busy(int place) {
        return candidates[numbers[place]].member().busy().get();
    }

    /** Which of two places has less to do for its weight if it got one more; the first one if it is the same. */
    int lessBusy(int one, int other) {
        long first = (busy(one) + 1L) * weights[other];
        long second = (busy(other) + 1L) * weights[one];
        return second < first ? other : one;
    }
}
