<?php
/**
 * Calls to Parley.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Speaks to Parley: reports that nobody waits for, and questions.
 */
class Parley_Client {

	/**
	 * Seconds for a report while the visitor's page is still held up by it.
	 */
	const HURRY = 1;

	/**
	 * Seconds for a report once the visitor has the page. It still holds one of the server's few PHP processes.
	 */
	const SOON = 2;

	/**
	 * Seconds for a question that somebody waits for.
	 */
	const PATIENCE = 5;

	/**
	 * Which Parley.
	 *
	 * @var Parley_Settings
	 */
	private $settings;

	/**
	 * Hold the settings.
	 *
	 * @param Parley_Settings $settings Which Parley.
	 */
	public function __construct( Parley_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Report something, and note how it went.
	 *
	 * Where a visitor waits, only one report in a few minutes reads its answer: by that one a refusal is seen.
	 *
	 * @param string              $what  The last part of the address.
	 * @param array<string,mixed> $data  What to report.
	 * @param bool                $hurry Whether a visitor waits for the end of this request.
	 * @return void
	 */
	public function report( string $what, array $data, bool $hurry ) {
		$began  = microtime( true );
		$listen = ! $hurry || Parley_Status::is_due();
		$answer = $this->post( $what, $data, $hurry ? self::HURRY : self::SOON, $listen );
		if ( $listen ) {
			Parley_Status::note( self::problem( $answer ) );
		} elseif ( is_wp_error( $answer ) || microtime( true ) - $began > 0.9 * self::HURRY ) {
			Parley_Status::note( 'away' );
		}
	}

	/**
	 * Ask something.
	 *
	 * @param string              $what    The last part of the address.
	 * @param array<string,mixed> $data    What to ask.
	 * @param int                 $seconds How long to wait.
	 * @return array<string,mixed>|WP_Error The answer; or "away", "refused".
	 */
	public function ask( string $what, array $data, int $seconds = self::PATIENCE ) {
		$answer  = $this->post( $what, $data, $seconds, true );
		$problem = self::problem( $answer );
		if ( '' !== $problem ) {
			$why = is_wp_error( $answer ) ? $answer->get_error_message() : wp_remote_retrieve_body( $answer );
			return new WP_Error( $problem, wp_html_excerpt( trim( (string) preg_replace( '/\s+/', ' ', $why ) ), 200, '…' ) );
		}
		$read = json_decode( wp_remote_retrieve_body( $answer ), true );
		return is_array( $read ) ? $read : new WP_Error( 'away', '' );
	}

	/**
	 * Send signed JSON.
	 *
	 * @param string              $what     The last part of the address.
	 * @param array<string,mixed> $data     What to send.
	 * @param int                 $seconds  How long at most.
	 * @param bool                $blocking Whether to wait for the answer.
	 * @return array<string,mixed>|WP_Error
	 */
	private function post( string $what, array $data, int $seconds, bool $blocking ) {
		$body    = (string) wp_json_encode( $data );
		$headers = $this->settings->signer()->headers( $body, time() );
		return wp_safe_remote_post(
			$this->settings->address . '/webhooks/woocommerce/' . rawurlencode( $this->settings->store ) . '/' . $what,
			array(
				'body'        => $body,
				'headers'     => array_merge( $headers, array( 'Content-Type' => 'application/json' ) ),
				'timeout'     => $seconds,
				'blocking'    => $blocking,
				'redirection' => 0,
				'user-agent'  => 'Parley-WordPress/' . PARLEY_VERSION,
			)
		);
	}

	/**
	 * Say in one word what is wrong with an answer.
	 *
	 * @param array<string,mixed>|WP_Error $answer The answer.
	 * @return string Empty, "away" or "refused".
	 */
	private static function problem( $answer ): string {
		$code = is_wp_error( $answer ) ? 0 : (int) wp_remote_retrieve_response_code( $answer );
		if ( 200 === $code ) {
			return '';
		}
		return $code >= 400 && $code < 500 ? 'refused' : 'away';
	}
}
