using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using RoadmapAgent.ServiceDefaults.Database;

namespace RoadmapAgent.Tests.Unit.ServiceDefaults.Database;

public sealed class ServiceDatabaseTests : IDisposable
{
    private const string Saturated = "roadmap_agent.database.saturation";

    private readonly Measurements _measurements = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _measurements.Dispose();

    [Theory]
    [InlineData("53300", "sorry, too many clients already", SaturationCause.ServerFull)]
    [InlineData("08P01", "no more connections allowed (max_client_conn)", SaturationCause.PoolerFull)]
    [InlineData("08P01", "query_wait_timeout", SaturationCause.PoolerWaitTimeout)]
    [InlineData("XX000", "(EMAXCLIENTCONN) max client connections reached", SaturationCause.PoolerFull)]
    public async Task A_refused_connection_is_saturation_and_counted_once_by_cause(string sqlState, string text, SaturationCause cause)
    {
        await using var server = new StubServer((sqlState, text));
        await using var service = Service(server);

        var error = await Assert.ThrowsAsync<DatabaseSaturatedException>(
            () => service.Database.RunAsync((_, _) => Task.FromResult(1), Cancellation));

        Assert.Equal(cause, error.Cause);
        Assert.IsType<PostgresException>(error.InnerException);
        AssertCountedOnce(cause.ToTag());
    }

    [Fact]
    public async Task A_timeout_of_the_first_connection_is_an_outage()
    {
        await using var server = new StubServer();
        await using var service = Service(
            server.ConnectionString.Replace("Server Compatibility Mode=NoTypeLoading;", "", StringComparison.Ordinal));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => service.Database.RunAsync((_, _) => Task.FromResult(1), Cancellation));

        Assert.Equal(ErrorKind.Outage, ErrorClassifier.Classify(error, schemaComplete: true));
    }

    [Theory]
    [InlineData(true, ErrorKind.Outage)]
    [InlineData(false, ErrorKind.Defect)]
    public async Task Whatever_is_thrown_on_a_broken_connection_is_an_outage(bool broken, ErrorKind kind)
    {
        await using var server = new StubServer();
        await using var service = Service(server);

        var error = await Assert.ThrowsAnyAsync<Exception>(() => service.Database.RunAsync<int>(
            async (connection, _) =>
            {
                if (broken)
                {
                    await connection.CloseAsync();
                }

                throw new InvalidOperationException("The transaction has completed; it is no longer usable.");
            },
            Cancellation));

        Assert.Equal(kind, ErrorClassifier.Classify(error, schemaComplete: true));
    }

    [Fact]
    public async Task An_exhausted_pool_reported_by_the_driver_is_saturation()
    {
        await using var server = new StubServer();
        await using var service = Service(server, pool: 4, gate: 1);
        var holding = new TaskCompletionSource();
        var held = Enumerable.Range(0, 4)
            .Select(_ => service.Database.RunUngatedAsync((_, _) => holding.Task.ContinueWith(_ => 1, TaskScheduler.Default), Cancellation))
            .ToList();

        var error = await Assert.ThrowsAsync<DatabaseSaturatedException>(
            () => service.Database.RunAsync((_, _) => Task.FromResult(1), Cancellation));

        Assert.Equal(SaturationCause.PoolExhausted, error.Cause);
        AssertCountedOnce("pool_exhausted");
        holding.SetResult();
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task A_gate_timeout_is_saturation_and_counted_once()
    {
        await using var server = new StubServer();
        await using var service = Service(server, pool: 4, gate: 1, patience: TimeSpan.FromMilliseconds(20));

        var error = await service.Database.RunAsync(
            (_, _) =>
                OutsideOfThisFlow(
                    () =>
                        Assert.ThrowsAsync<DatabaseSaturatedException>(
                            () => service.Database.RunAsync((_, _) => Task.FromResult(1), Cancellation))),
            Cancellation);

        Assert.Equal(SaturationCause.GateTimeout, error.Cause);
        AssertCountedOnce("gate_timeout");
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(int.MaxValue, 5)]
    public async Task A_pooler_in_login_backoff_is_retried_a_limited_number_of_times(int refused, int asked)
    {
        await using var server = new StubServer(("08P01", "server login has been failing, try again later (server_login_retry)"), refused);
        await using var service = Service(server);

        var reading = service.Database.RunAsync((_, _) => Task.FromResult(1), Cancellation);

        if (refused == int.MaxValue)
        {
            Assert.Equal(SaturationCause.PoolerBackingOff, (await Assert.ThrowsAsync<DatabaseSaturatedException>(() => reading)).Cause);
        }
        else
        {
            Assert.Equal(1, await reading);
        }

        Assert.Equal(asked, server.Accepted);
    }

    [Fact]
    public async Task A_flow_that_holds_a_connection_is_refused_a_second_one()
    {
        await using var server = new StubServer();
        await using var service = Service(server);

        await service.Database.RunAsync(
            (_, _) =>
                Assert.ThrowsAsync<InvalidOperationException>(() => service.Database.RunAsync((_, _) => Task.FromResult(1), Cancellation)),
            Cancellation);

        Assert.Equal(2, await service.Database.RunAsync((_, _) => Task.FromResult(2), Cancellation));
    }

    [Fact]
    public async Task Failed_or_cancelled_work_releases_its_connection_and_permit()
    {
        await using var server = new StubServer();
        await using var service = Service(server, pool: 4, gate: 1);
        using var giveUp = new CancellationTokenSource();

        await Assert.ThrowsAsync<FormatException>(
            () => service.Database.RunAsync<int>((_, _) => throw new FormatException(), Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Database.RunAsync(
            async (_, ct) =>
            {
                await giveUp.CancelAsync();
                ct.ThrowIfCancellationRequested();
                return 1;
            },
            giveUp.Token));

        Assert.Equal(3, await service.Database.RunAsync((_, _) => Task.FromResult(3), Cancellation));
        Assert.Equal(1, server.Accepted);
        Assert.Empty(_measurements.Of(Saturated));
    }

    [Fact]
    public async Task Connection_wait_and_use_times_are_measured_under_the_pool_name()
    {
        await using var server = new StubServer();
        await using var service = Service(server);

        await service.Database.RunAsync((_, _) => Task.FromResult(1), Cancellation);
        await service.Database.RunUngatedAsync((_, _) => Task.FromResult(1), Cancellation);

        Assert.All(["db.client.connection.wait_time", "db.client.connection.use_time"], name => Assert.Equal(
            ["api", "api"], _measurements.Of(name).Select(measurement => measurement.Tags["db.client.connection.pool.name"])));
    }

    [Fact]
    public async Task An_outage_that_made_work_wait_opens_the_circuit_and_work_outside_the_gate_closes_it_too()
    {
        await using var server = new StubServer();
        await using var service = Service(server);

        await Assert.ThrowsAsync<TimeoutException>(
            () => service.Database.RunAsync<int>((_, _) => FailAsync(new TimeoutException()), Cancellation));
        Assert.True(service.Circuit.IsOpen);

        await service.Database.RunUngatedAsync((_, _) => Task.FromResult(1), Cancellation);
        Assert.False(service.Circuit.IsOpen);
    }

    [Fact]
    public async Task Neither_the_works_own_fault_nor_a_caller_that_gives_up_opens_the_circuit()
    {
        await using var server = new StubServer();
        await using var service = Service(server);
        using var giveUp = new CancellationTokenSource();

        await Assert.ThrowsAsync<System.Text.Json.JsonException>(
            () => service.Database.RunAsync<int>((_, _) => FailAsync(new System.Text.Json.JsonException()), Cancellation));
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => service.Database.RunAsync<int>((_, _) => FailAsync(new OperationCanceledException()), giveUp.Token));

        Assert.False(service.Circuit.IsOpen);
    }

    private Task<int> FailAsync(Exception exception)
    {
        _time.Advance(TimeSpan.FromSeconds(15));
        return Task.FromException<int>(exception);
    }

    private static Task<T> OutsideOfThisFlow<T>(Func<Task<T>> work)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(work);
        }
    }

    private void AssertCountedOnce(string cause)
    {
        var counted = Assert.Single(_measurements.Of(Saturated));
        Assert.Equal((1d, cause, "api"), (counted.Value, counted.Tags["cause"], counted.Tags["db.client.connection.pool.name"]));
    }

    private Fixture Service(StubServer server, int pool = 10, int gate = 0, TimeSpan? patience = null) =>
        Service(server.ConnectionString, pool, gate, patience);

    private Fixture Service(string connectionString, int pool = 10, int gate = 0, TimeSpan? patience = null)
    {
        var options = new DatabaseOptions
        {
            Service = "api",
            MaxPoolSize = pool,
            Gate = gate,
            GateTimeout = patience ?? TimeSpan.FromSeconds(30),
        };
        var metrics = new DatabaseMetrics(_measurements, Options.Create(options));
        var gateway = new DatabaseGate(Options.Create(options), metrics, TimeProvider.System);
        var source = NpgsqlDataSource.Create(PooledConnectionString.Build(connectionString, options));
        var circuit = new DatabaseCircuit(_time);
        return new(new ServiceDatabase(source, gateway, circuit, metrics), source, gateway, circuit);
    }

    private sealed record Fixture(ServiceDatabase Database, NpgsqlDataSource Source, DatabaseGate Gate, DatabaseCircuit Circuit)
        : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Source.DisposeAsync();
            Gate.Dispose();
        }
    }
}
