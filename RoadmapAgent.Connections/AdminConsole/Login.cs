using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using RoadmapAgent.Connections.Scram;

namespace RoadmapAgent.Connections.AdminConsole;

/// <summary>Connects and logs in to a console over TCP, with TLS and SCRAM-SHA-256 authentication.</summary>
internal static class Login
{
    private const string Mechanism = "SCRAM-SHA-256";
    private const int AuthenticationOk = 0;
    private const int ClearText = 3;
    private const int Md5 = 5;
    private const int Sasl = 10;
    private const int SaslContinue = 11;
    private const int SaslFinal = 12;

    /// <returns>A stream, encrypted if requested and available.</returns>
    public static async Task<Stream> ConnectAsync(AdminConsoleOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellationToken);
            stream = new NetworkStream(socket, ownsSocket: true);
            return options.Tls != AdminConsoleTls.Disable && await OffersTlsAsync(stream, options, cancellationToken)
                ? stream = await EncryptAsync(stream, options, cancellationToken)
                : stream;
        }
        catch
        {
            await (stream?.DisposeAsync() ?? ValueTask.CompletedTask);
            socket.Dispose();
            throw;
        }
    }

    /// <returns>The parameters that the server reported, such as <c>server_version</c>.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> LogInAsync(
        MessageStream messages, AdminConsoleOptions options, CancellationToken cancellationToken)
    {
        await messages.SendAsync(Message.Startup(options), cancellationToken);
        await AuthenticateAsync(messages, options, cancellationToken);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            var message = await NextAsync(messages, cancellationToken);
            switch (message.Type)
            {
                case 'S':
                    var body = new BodyReader(message);
                    parameters[body.Text()] = body.Text();
                    break;
                case 'K' or 'N':
                    break;
                case 'Z':
                    return parameters;
                default:
                    throw Unexpected(message);
            }
        }
    }

    private static async Task AuthenticateAsync(MessageStream messages, AdminConsoleOptions options, CancellationToken cancellationToken)
    {
        var (request, data) = await RequestAsync(messages, cancellationToken);
        if (request == AuthenticationOk)
        {
            return;
        }

        if (request != Sasl || !data.Split('\0').Contains(Mechanism))
        {
            throw new AdminConsoleException(
                $"The server requested {Name(request)}, but only {Mechanism} is supported: "
                + "set auth_type=scram-sha-256 in the pooler's configuration.");
        }

        var scram = new ScramClient(Password(options));
        await messages.SendAsync(Message.SaslInitial(Mechanism, scram.First), cancellationToken);
        await messages.SendAsync(Message.SaslResponse(scram.Final(await ExpectAsync(SaslContinue))), cancellationToken);
        scram.Verify(await ExpectAsync(SaslFinal));
        await ExpectAsync(AuthenticationOk);

        async Task<string> ExpectAsync(int expected)
        {
            var (answer, text) = await RequestAsync(messages, cancellationToken);
            return answer == expected ? text : throw new AdminConsoleException($"The server unexpectedly sent {Name(answer)}.");
        }
    }

    private static string Password(AdminConsoleOptions options) => options.Password.Length > 0
        ? options.Password
        : throw new AdminConsoleException($"The server requires a password for '{options.User}', but none is configured.");

    private static async Task<(int Request, string Data)> RequestAsync(MessageStream messages, CancellationToken cancellationToken)
    {
        Message message;
        do
        {
            message = await NextAsync(messages, cancellationToken);
        }
        while (message.Type == 'N');

        if (message.Type != 'R')
        {
            throw Unexpected(message);
        }

        var body = new BodyReader(message);
        return (body.Int32(), body.Rest());
    }

    private static async Task<Message> NextAsync(MessageStream messages, CancellationToken cancellationToken)
    {
        var message = await messages.ReceiveAsync(cancellationToken);
        return message.Type == 'E' ? throw Answer.Error(message).Error : message;
    }

    private static async Task<bool> OffersTlsAsync(Stream stream, AdminConsoleOptions options, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Message.TlsRequest.ToBytes(), cancellationToken);

        // Read exactly one byte: anything injected after it in plain text would be treated as part of the TLS stream.
        var answer = new byte[1];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return (char)answer[0] switch
        {
            'S' => true,
            'N' when options.Tls == AdminConsoleTls.Prefer => false,
            'N' => throw new AdminConsoleException(
                $"The server does not offer TLS, which {nameof(AdminConsoleTls)}.{options.Tls} requires: "
                + "set client_tls_sslmode in the pooler's configuration."),
            _ => throw new AdminConsoleException(
                "The server's response to the TLS request is invalid: it does not speak the PostgreSQL protocol."),
        };
    }

    private static async Task<Stream> EncryptAsync(Stream stream, AdminConsoleOptions options, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream);
        try
        {
            await encrypted.AuthenticateAsClientAsync(Policy(options), cancellationToken);
            return encrypted;
        }
        catch
        {
            await encrypted.DisposeAsync();
            throw;
        }
    }

    [SuppressMessage("Security", "CA5359", Justification = "As in libpq, Prefer and Require protect only against passive eavesdropping.")]
    private static SslClientAuthenticationOptions Policy(AdminConsoleOptions options)
    {
        var policy = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.Tls != AdminConsoleTls.VerifyFull)
        {
            policy.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        else if (options.RootCertificate is { } path)
        {
            policy.CertificateChainPolicy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(path);
        }

        return policy;
    }

    private static AdminConsoleException Unexpected(Message message) =>
        new($"The server sent an unexpected message of type '{message.Type}'.");

    private static string Name(int request) => request switch
    {
        AuthenticationOk => "an authentication success",
        ClearText => "the password in clear text",
        Md5 => "an MD5 hash of the password",
        Sasl => "a SASL exchange without SCRAM-SHA-256",
        SaslContinue or SaslFinal => "a part of the SCRAM exchange",
        _ => $"the authentication type {request}",
    };
}
