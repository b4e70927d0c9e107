namespace MeshControl.Server.RateLimiting;

/// <summary>Where counts are kept.</summary>
internal interface ICounterStore
{
    /// <summary>Counts a request everywhere, or nowhere if it does not fit somewhere.</summary>
    /// <param name="counters">Counters, none twice.</param>
    /// <param name="hits">What the request counts for.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The states in the order of the counters.</returns>
    /// <exception cref="CounterStoreException">The store cannot be reached.</exception>
    ValueTask<CounterState[]> CountAsync(IReadOnlyList<Counter> counters, long hits, DateTimeOffset now, CancellationToken cancellationToken);
}
