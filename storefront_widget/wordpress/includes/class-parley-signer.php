<?php
/**
 * Signatures.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Signs reports to Parley, and the word that Parley takes on who is signed in.
 */
class Parley_Signer {

	/**
	 * The shared secret.
	 *
	 * @var string
	 */
	private $secret;

	/**
	 * Hold the secret.
	 *
	 * @param string $secret The shared secret.
	 */
	public function __construct( string $secret ) {
		$this->secret = $secret;
	}

	/**
	 * Return the headers that prove a report: its time, and HMAC-SHA256 over time, dot and raw body.
	 *
	 * @param string $body The raw body.
	 * @param int    $now  Seconds since 1970.
	 * @return array<string, string>
	 */
	public function headers( string $body, int $now ): array {
		return array(
			'X-Parley-Timestamp' => (string) $now,
			'X-Parley-Signature' => hash_hmac( 'sha256', $now . '.' . $body, $this->secret ),
		);
	}

	/**
	 * Return the word that a customer is signed in: base64url of JSON, a dot, and the HMAC-SHA256 of what stands before it.
	 *
	 * The customer's id is in it, never the e-mail address: that of a fresh account is not verified.
	 *
	 * @param string $shop        What Parley calls this store.
	 * @param int    $customer_id The signed-in user.
	 * @param int    $expires_at  Seconds since 1970.
	 * @return string
	 */
	public function word( string $shop, int $customer_id, int $expires_at ): string {
		$claims = array(
			'shop'        => $shop,
			'customer_id' => $customer_id,
			'exp'         => $expires_at,
			'nonce'       => bin2hex( random_bytes( 16 ) ),
		);
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- A token's usual form, nothing is hidden.
		$payload = rtrim( strtr( base64_encode( (string) wp_json_encode( $claims ) ), '+/', '-_' ), '=' );
		return $payload . '.' . hash_hmac( 'sha256', $payload, $this->secret );
	}
}
